"""Knowing readers, what they agreed to, moving and forgetting them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from masthead.readers import belongings
from masthead.readers.actions.change_address import change_address
from masthead.readers.actions.erase_reader import erase_reader
from masthead.readers.actions.export_reader import export_reader
from masthead.readers.actions.find_or_make_reader import find_or_make_reader
from masthead.readers.actions.record_consent import note_address_is_theirs, record_consent, withdraw_consent
from masthead.readers.actions.void_links import void_links
from masthead.readers.models import Consent, Reader, Wording
from masthead.readers.queries import never_confirmed, reader_at, standing_consents

pytestmark = pytest.mark.django_db
NOW = timezone.now()


class Notebook:
    """A room that keeps one word of each reader, and takes down what it is asked."""

    def __init__(self) -> None:
        self.words: dict[int, str] = {}

    def export(self, reader: Reader) -> Any:
        """The word."""
        return self.words.get(reader.pk)

    def erase(self, reader: Reader) -> None:
        """Drop the word."""
        del self.words[reader.pk]

    def merge(self, kept: Reader, gone: Reader) -> None:
        """Both words."""
        self.words[kept.pk] += self.words.pop(gone.pk)


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """A room of its own, for this test."""
    monkeypatch.setattr(belongings, "_rooms", dict(belongings.rooms()))
    room = Notebook()
    belongings.offer("notebook", room)
    return room


def test_a_reader_is_known_by_the_address_however_it_is_written() -> None:
    reader = find_or_make_reader("Olena@Gmail.com", "uk")
    again = find_or_make_reader("olena@gmail.com", "en")
    assert again == reader == reader_at(" OLENA@gmail.com")
    assert (again.address, again.language, again.group) == ("Olena@Gmail.com", "uk", "gmail")
    assert again.confirmed_at is None
    assert len(again.token) == 12


def test_tokens_differ() -> None:
    assert len({find_or_make_reader(f"r{number}@reader.example").token for number in range(20)}) == 20


def test_a_consent_is_put_down_once_and_then_confirmed() -> None:
    reader = find_or_make_reader("olena@reader.example")
    wording = Wording.objects.create(hash="a" * 64, text="You agree.")
    asked = NOW - timedelta(hours=1)
    first = record_consent(reader, "newsletter:morning", "front", asked, wording=wording.hash)
    assert not standing_consents(reader)
    record_consent(reader, "newsletter:morning", "front", asked, NOW)
    record_consent(reader, "newsletter:morning", "front", asked, NOW + timedelta(hours=1))
    kept = Consent.objects.get()
    assert (kept.pk, kept.asked_at, kept.confirmed_at, kept.wording) == (first.pk, asked, NOW, wording)


def test_a_consent_that_is_withdrawn_stays_on_record() -> None:
    reader = find_or_make_reader("olena@reader.example")
    for purpose in ("newsletter:morning", "newsletter:evening"):
        record_consent(reader, purpose, "front", NOW, NOW)
    withdraw_consent(reader, "newsletter:morning")
    assert [one.purpose for one in standing_consents(reader)] == ["newsletter:evening"]
    assert Consent.objects.filter(withdrawn_at__isnull=False, confirmed_at=NOW).count() == 1


def test_an_address_is_confirmed_when_it_first_was() -> None:
    reader = find_or_make_reader("olena@reader.example")
    stale = Reader.objects.get()
    note_address_is_theirs(reader, NOW)
    note_address_is_theirs(reader, NOW + timedelta(hours=1))
    note_address_is_theirs(stale, NOW + timedelta(hours=1))
    assert Reader.objects.get().confirmed_at == NOW


def test_void_links_gives_another_token() -> None:
    reader = find_or_make_reader("olena@reader.example")
    before = reader.token
    void_links(reader)
    assert Reader.objects.get().token not in ("", before)


def test_a_reader_moves(notebook: Notebook) -> None:
    reader = find_or_make_reader("olena@reader.example")
    before = reader.token
    notebook.words[reader.pk] = "word"
    moved = change_address(reader, "New@Gmail.com")
    kept = Reader.objects.get()
    assert moved == kept == reader
    assert (kept.address, kept.key, kept.group) == ("New@Gmail.com", "new@gmail.com", "gmail")
    assert kept.token != before
    assert kept.confirmed_at
    assert notebook.words == {reader.pk: "word"}


def test_a_reader_may_change_the_case_of_the_address() -> None:
    reader = find_or_make_reader("olena@reader.example")
    change_address(reader, "Olena@reader.example")
    assert Reader.objects.get().address == "Olena@reader.example"


def test_two_readers_become_one_and_the_other_rooms_hear_of_it(notebook: Notebook) -> None:
    here, there = find_or_make_reader("olena@reader.example", "uk"), find_or_make_reader("new@gmail.com")
    notebook.words = {here.pk: "one", there.pk: "two"}
    before = there.token
    record_consent(here, "newsletter:morning", "front", NOW, NOW)
    stays = change_address(here, "NEW@gmail.com")
    assert list(Reader.objects.all()) == [stays] == [there]
    assert (stays.address, stays.token, stays.language) == ("new@gmail.com", before, "uk")
    assert notebook.words == {there.pk: "twoone"}
    assert Consent.objects.get().reader == there


def test_who_was_erased_does_not_move() -> None:
    reader = find_or_make_reader("olena@reader.example")
    Reader.objects.all().delete()
    with pytest.raises(Reader.DoesNotExist):
        change_address(reader, "new@gmail.com")


def test_erasing_asks_every_room(notebook: Notebook) -> None:
    reader, other = find_or_make_reader("olena@reader.example"), find_or_make_reader("other@reader.example")
    notebook.words = {reader.pk: "one", other.pk: "two"}
    assert export_reader(reader)["notebook"] == "one"
    erase_reader(reader)
    assert notebook.words == {other.pk: "two"}
    assert list(Reader.objects.all()) == [other]


def test_erasing_twice_is_erasing_once(notebook: Notebook) -> None:
    reader = find_or_make_reader("olena@reader.example")
    notebook.words = {reader.pk: "one"}
    twin = Reader.objects.get()
    erase_reader(reader)
    erase_reader(twin)
    assert not Reader.objects.exists()


def test_a_room_that_fails_keeps_the_reader_whole(notebook: Notebook) -> None:
    reader = find_or_make_reader("olena@reader.example")
    record_consent(reader, "newsletter:morning", "front", NOW)
    with pytest.raises(KeyError):
        erase_reader(reader)
    assert Reader.objects.get() == reader
    assert Consent.objects.exists()


def test_only_addresses_that_never_confirmed_anything_are_told() -> None:
    old = NOW - timedelta(days=40)
    names = ("never", "address", "consent", "young")
    never, address, consent, young = (find_or_make_reader(f"{name}@reader.example") for name in names)
    Reader.objects.exclude(pk=young.pk).update(since=old)
    note_address_is_theirs(address, old)
    record_consent(consent, "x", "front", old, old)
    record_consent(never, "x", "front", old)
    assert list(never_confirmed(NOW - timedelta(days=30))) == [never]
