"""What a report changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from masthead.mail import kinds, suppressions
from masthead.mail.bounces.filing import take_report
from masthead.mail.bounces.report import Kind, Report
from masthead.mail.models import Chunk, Letter, Mailing, SoftBounce, Suppression, Undelivered
from masthead.mail.queries import counts
from masthead.mail.sending.freezing import packed
from masthead.mail.signals import bounced, complained

pytestmark = pytest.mark.django_db
OLENA = "olena@reader.example"


class Readers:
    """A kind with one reader, number 42."""

    address: str | None = OLENA

    def recipients(self, mailing: Mailing, ids: Sequence[int]) -> Mapping[int, kinds.Recipient]:
        return {}

    def address_of(self, recipient: int) -> str | None:
        return self.address if recipient == 42 else None

    def finished(self, mailing: Mailing) -> None:
        return


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Readers:
    found = Readers()
    monkeypatch.setitem(kinds._kinds, "test", found)
    return found


@pytest.fixture
def mailing(readers: Readers) -> Mailing:
    return Mailing.objects.create(kind="test", about=1, state=Mailing.State.DONE)


@pytest.fixture
def heard() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    told: list[tuple[str, dict[str, Any]]] = []

    def on_bounce(sender: object, signal: object, **kwargs: Any) -> None:
        told.append(("bounced", kwargs))

    def on_complaint(sender: object, signal: object, **kwargs: Any) -> None:
        told.append(("complained", kwargs))

    bounced.connect(on_bounce)
    complained.connect(on_complaint)
    yield told
    bounced.disconnect(on_bounce)
    complained.disconnect(on_complaint)


def test_a_hard_bounce_suppresses_the_reader_and_is_booked(
    mailing: Mailing, heard: list[tuple[str, dict[str, Any]]]
) -> None:
    assert take_report(Report("hard", mailing.pk, 42, OLENA, "550 5.1.1 unknown"))
    assert Suppression.objects.get().reason == "hard_bounce"
    row = Undelivered.objects.get()
    assert (row.mailing_id, row.recipient, row.state, row.answer) == (mailing.pk, 42, "bounced", "550 5.1.1 unknown")
    told = {
        "mailing_id": mailing.pk,
        "recipient_id": 42,
        "address": OLENA,
        "kind": "hard",
        "detail": "550 5.1.1 unknown",
    }
    assert heard == [("bounced", told)]


def test_the_address_comes_from_our_own_books(mailing: Mailing) -> None:
    assert take_report(Report("hard", mailing.pk, 42))
    assert suppressions.is_suppressed(OLENA)


def test_a_bounce_cannot_name_somebody_elses_address(mailing: Mailing) -> None:
    """Whoever holds one signed message of ours writes a bounce about a neighbour."""
    take_report(Report("hard", mailing.pk, 42, "neighbour@reader.example", "550 5.1.1 unknown"))
    assert not suppressions.is_suppressed("neighbour@reader.example")


def test_a_bounce_of_another_address_than_ours_counts_as_soft(mailing: Mailing) -> None:
    """The reader forwards mail, or has changed the address since."""
    take_report(Report("hard", mailing.pk, 42, "old@reader.example", "550 5.1.1 unknown"))
    assert not Suppression.objects.exists()
    assert SoftBounce.objects.get().key == suppressions.address_key(OLENA)


def test_a_plus_that_a_server_has_written_in_code_is_still_ours(mailing: Mailing, readers: Readers) -> None:
    readers.address = "olena+News@reader.example"
    take_report(Report("hard", mailing.pk, 42, "olena+2bnews@reader.example"))
    assert suppressions.is_suppressed("olena+news@reader.example")


def test_the_row_tells_the_group_of_the_provider(mailing: Mailing, readers: Readers) -> None:
    readers.address = "olena@gmail.com"
    take_report(Report("hard", mailing.pk, 42))
    assert Undelivered.objects.get().group == "gmail"


def test_a_complaint_suppresses_and_is_booked(mailing: Mailing, heard: list[tuple[str, dict[str, Any]]]) -> None:
    take_report(Report("complaint", mailing.pk, 42, "", "abuse Provider/1"))
    assert Suppression.objects.get().reason == "complaint"
    assert Undelivered.objects.get().state == "complained"
    assert [(name, told["kind"], told["address"]) for name, told in heard] == [("complained", "complaint", OLENA)]


def test_a_complaint_after_a_bounce_stays_a_complaint(mailing: Mailing) -> None:
    for kind in ("soft", "complaint", "hard"):
        take_report(Report(kind, mailing.pk, 42, OLENA))
    assert Undelivered.objects.get().state == "complained"
    assert Suppression.objects.get().reason == "complaint"


def test_the_same_soft_bounce_counts_once(mailing: Mailing) -> None:
    assert take_report(Report("soft", mailing.pk, 42, OLENA))
    assert not take_report(Report("soft", mailing.pk, 42, OLENA))
    assert SoftBounce.objects.get().count == 1
    assert not Suppression.objects.exists()


def test_a_refusal_by_policy_is_booked_and_never_held_against_the_reader(mailing: Mailing) -> None:
    for number in range(20):
        other = Mailing.objects.create(kind="test", about=100 + number)
        take_report(Report("refused", other.pk, 42, OLENA, "554 5.7.1 blocked"))
    assert Undelivered.objects.filter(state="bounced").count() == 20
    assert not SoftBounce.objects.exists()
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("state", ["deferred", "trying", "submitted", "in_doubt"])
def test_it_takes_the_place_of_what_was_booked_before(mailing: Mailing, state: str) -> None:
    Undelivered.objects.create(mailing=mailing, recipient=42, state=state, group="gmail", variant="a", tries=2, owner=5)
    take_report(Report("hard", mailing.pk, 42, OLENA, "gone"))
    row = Undelivered.objects.get()
    assert (row.state, row.group, row.variant, row.tries, row.due_at) == ("bounced", "gmail", "a", 2, None)


def test_without_a_signature_nothing_changes(mailing: Mailing, heard: list[tuple[str, dict[str, Any]]]) -> None:
    assert not take_report(Report("hard", None, None, OLENA))
    assert not take_report(Report("complaint", None, None, OLENA))
    assert not take_report(Report("ignored", mailing.pk, 42, OLENA))
    assert not Suppression.objects.exists()
    assert not Undelivered.objects.exists()
    assert heard == []


def test_who_has_proved_who_they_are_need_only_name_the_address(heard: list[tuple[str, dict[str, Any]]]) -> None:
    assert take_report(Report("hard", None, None, OLENA, is_vouched=True))
    assert suppressions.is_suppressed(OLENA)
    assert heard[0][1]["mailing_id"] is None


def test_an_erased_reader_is_told_of_without_address(
    mailing: Mailing, readers: Readers, heard: list[tuple[str, dict[str, Any]]]
) -> None:
    readers.address = None
    take_report(Report("hard", mailing.pk, 42, OLENA))
    assert not Suppression.objects.exists()
    assert heard[0][1]["address"] == ""
    assert Undelivered.objects.get().state == "bounced"


@pytest.mark.parametrize("kind", ["hard", "soft", "complaint"])
def test_a_mailing_that_is_gone_or_of_a_room_that_is_gone_is_no_fault(kind: Any, readers: Readers) -> None:
    take_report(Report(kind, 999, 42, OLENA))
    orphan = Mailing.objects.create(kind="nobody", about=1)
    take_report(Report(kind, orphan.pk, 42, OLENA))
    assert not Suppression.objects.exists()


def test_a_bounced_letter_is_refused_and_its_address_suppressed() -> None:
    letter = Letter.objects.create(kind="confirm", recipient=OLENA, message=b"", state=Letter.State.SUBMITTED)
    take_report(Report("hard", 0, letter.pk, OLENA, "550 5.1.1 unknown"))
    letter.refresh_from_db()
    assert (letter.state, letter.answer) == ("refused", "550 5.1.1 unknown")
    assert suppressions.is_suppressed(OLENA)


def test_when_an_upper_room_fails_nothing_is_stored(mailing: Mailing) -> None:
    def fail(**kwargs: Any) -> None:
        raise RuntimeError("the room above is broken")

    bounced.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            take_report(Report("hard", mailing.pk, 42, OLENA))
    finally:
        bounced.disconnect(fail)
    assert not Suppression.objects.exists()
    assert not Undelivered.objects.exists()


def test_no_address_is_kept_in_the_words(mailing: Mailing) -> None:
    take_report(Report("hard", mailing.pk, 42, OLENA, f"550 <{OLENA}>: {OLENA} unknown\n to us"))
    assert Undelivered.objects.get().answer == "550 (address): (address) unknown to us"
    assert "olena" not in Suppression.objects.get().detail


@pytest.mark.parametrize("words", ["550 no such\0user", "550 no \ud800 user", "\0", "x" * 5000])
def test_words_that_no_database_can_keep_do_not_stop_the_bounces_behind_them(mailing: Mailing, words: str) -> None:
    assert take_report(Report("hard", mailing.pk, 42, address=OLENA, detail=words))
    row = Undelivered.objects.get()
    assert row.state == Undelivered.State.BOUNCED
    assert not {"\0", "\ud800"} & set(row.answer)
    assert suppressions.is_suppressed(OLENA)


@pytest.mark.parametrize("first", ["", "deferred", "trying", "in_doubt", "gone", "suppressed", "refused", "submitted"])
@pytest.mark.parametrize("kinds_told", [("hard",), ("soft", "hard"), ("soft", "complaint"), ("complaint",)])
def test_whatever_comes_back_the_counts_add_up(mailing: Mailing, first: str, kinds_told: tuple[Kind, ...]) -> None:
    """Also of somebody in doubt who was to be sent to once more, whose tries begin anew."""
    taken = 0 if first else 1
    Chunk.objects.create(mailing=mailing, recipients=packed([42]), size=1, place=1, taken=taken, state="done")
    if first:
        Undelivered.objects.create(mailing=mailing, recipient=42, state=first, tries=0)
    Mailing.objects.update(state=Mailing.State.SENDING)
    for kind in kinds_told:
        take_report(Report(kind, mailing.pk, 42))
    now = counts(Mailing.objects.get())
    assert (now.submitted, now.bounced + now.complained, now.answered, now.left) == (1, 1, 1, 0)
