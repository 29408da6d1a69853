"""What a page reads is noted while it is rendered, and only then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from masthead.people.models import Author
from masthead.press import reads
from masthead.press.reads import FIRST, LAST

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def test_outside_of_printing_nothing_is_noted() -> None:
    reads.note("front")
    reads.ask("/city/")
    assert reads.current() is None


def test_a_name_is_noted_from_the_beginning_to_the_end() -> None:
    with reads.record() as seen:
        reads.note("front", "front")
    assert seen.noted == {(reads.tag("front"), FIRST, LAST)}


def test_a_part_of_a_list_is_noted_by_its_moments() -> None:
    with reads.record() as seen:
        reads.note_list("stories", NOON, LATER)
        reads.note_list("stories", since=LATER)
    low, high = reads.moment(NOON), reads.moment(LATER)
    assert seen.noted == {(reads.tag("stories"), low, high), (reads.tag("stories"), high, LAST)}


def test_a_moment_keeps_its_microseconds_and_forgets_its_zone() -> None:
    assert reads.moment(NOON + timedelta(microseconds=1)) == reads.moment(NOON) + 1
    assert reads.moment(NOON.astimezone()) == reads.moment(NOON)


def test_a_record_inside_another_keeps_what_it_hears_to_itself() -> None:
    with reads.record() as outer:
        with reads.record() as inner:
            reads.note("picks")
            reads.ask("/picks/")
        assert outer.noted == set()
        reads.replay(inner)
    assert outer.noted == inner.noted
    assert list(outer.asked) == ["/picks/"]


def test_a_record_ends_with_its_page_even_when_the_page_fails() -> None:
    with pytest.raises(KeyError), reads.record():
        raise KeyError
    assert reads.current() is None


def test_names_have_a_mark_of_64_bits_that_stays_the_same() -> None:
    assert reads.tag("story:12") == reads.tag("story:12") != reads.tag("story:13")
    assert FIRST <= reads.tag("story:12") <= LAST


@pytest.mark.django_db
def test_a_row_notes_itself_when_it_is_loaded() -> None:
    ada = Author.objects.create(name="Ada")
    with reads.record() as seen:
        assert Author.objects.get(pk=ada.pk).name == "Ada"
    assert (reads.tag(f"author:{ada.pk}"), FIRST, LAST) in seen.noted
