"""From a touch to the pages that are due: exactly those that have read what was touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from masthead.press import outbox, reads, sorting
from masthead.press.models import Page, Reading, Touch, Touched

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def page(path: str, *noted: tuple[str, datetime | None, datetime | None], rank: int = 2) -> Page:
    """A printed page that has read these parts of these lists."""
    made = Page.objects.create(path=path, digest="x", printed_at=NOON, rank=rank)
    for name, since, until in noted:
        low, high = reads.span(since, until)
        Reading.objects.create(page=made, tag=reads.tag(name), low=low, high=high)
    return made


def due() -> set[str]:
    sorting.sort_touches()
    return set(Page.objects.filter(due__isnull=False).values_list("path", flat=True))


def test_exactly_the_readers_of_a_name_are_due() -> None:
    page("/a/", ("story:1", None, None), ("story:2", None, None))
    page("/b/", ("story:2", None, None))
    outbox.touch("story:1")
    assert due() == {"/a/"}


@pytest.mark.parametrize(
    ("hours", "readers"),
    [(-1, {"/old/", "/all/"}), (0, {"/old/", "/new/", "/all/"}), (1, {"/new/", "/all/"}), (24, {"/new/", "/all/"})],
)
def test_a_change_at_a_moment_reaches_who_read_that_part_of_the_list(hours: int, readers: set[str]) -> None:
    page("/old/", ("stories", None, NOON))
    page("/new/", ("stories", NOON, None))
    page("/all/", ("stories", None, None))
    page("/other/", ("updates", None, None))
    outbox.touch_at(["stories"], NOON + hours * HOUR)
    assert due() == readers


def test_a_change_over_a_span_reaches_all_that_it_overlaps() -> None:
    page("/before/", ("horizon", NOON - 2 * HOUR, NOON - 2 * HOUR))
    page("/inside/", ("horizon", NOON, NOON))
    page("/after/", ("horizon", NOON + 2 * HOUR, NOON + 2 * HOUR))
    outbox.touch_list("horizon", NOON - HOUR, NOON + HOUR)
    assert due() == {"/inside/"}


def test_a_moment_that_is_none_touches_nothing() -> None:
    outbox.touch_at(["stories"], None)
    assert not Touch.objects.exists()
    assert sorting.sort_touches() == 0


def test_a_wanted_address_comes_into_being_and_goes_first() -> None:
    page("/a/", ("story:1", None, None))
    outbox.touch("story:1")
    outbox.want("/new/")
    assert due() == {"/a/", "/new/"}
    assert dict(Page.objects.values_list("path", "rank")) == {"/a/": 1, "/new/": 0}


def test_what_is_wanted_keeps_its_rank_when_it_is_touched_later() -> None:
    page("/a/", ("story:1", None, None))
    outbox.want("/a/")
    due()
    outbox.touch("story:1")
    due()
    assert Page.objects.get().rank == 0


def test_everything_makes_every_page_due() -> None:
    page("/a/")
    page("/b/", ("story:1", None, None))
    outbox.touch(outbox.EVERYTHING)
    assert due() == {"/a/", "/b/"}


def test_a_touch_lets_a_failed_page_be_tried_at_once() -> None:
    failed = page("/a/", ("story:1", None, None))
    Page.objects.filter(pk=failed.pk).update(retry_at=timezone.now() + HOUR)
    outbox.touch("story:1")
    due()
    assert Page.objects.get().retry_at is None


def test_each_round_has_a_number_and_leaves_a_mark() -> None:
    before = sorting.current_round()
    outbox.touch("story:1")
    outbox.touch("story:1")
    sorting.sort_touches()
    outbox.want("/a/")
    sorting.sort_touches()
    assert sorting.current_round() == before + 2
    assert set(Touched.objects.values_list("round", flat=True)) == {before + 1, before + 2}
    assert not Touch.objects.exists()


def test_a_page_that_was_being_rendered_is_held_against_later_rounds_alone() -> None:
    outbox.touch("story:1")
    sorting.sort_touches()
    taken = sorting.current_round()
    noted = [(reads.tag("story:1"), reads.FIRST, reads.LAST)]
    assert not sorting.touched_since(taken)(noted)
    assert sorting.touched_since(taken - 1)(noted)
    outbox.touch(outbox.EVERYTHING)
    sorting.sort_touches()
    assert sorting.touched_since(taken)([])


def test_what_rounds_have_seen_is_forgotten_after_a_while() -> None:
    outbox.touch("story:1")
    sorting.sort_touches()
    Touched.objects.update(at=timezone.now() - 2 * sorting.KEPT)
    outbox.touch("story:2")
    sorting.sort_touches()
    assert list(Touched.objects.values_list("tag", flat=True)) == [reads.tag("story:2")]


def test_ranges_that_overlap_are_made_one() -> None:
    assert sorting.merged([(1, 0, 5), (1, 3, 9), (1, 11, 12), (2, 0, 5), (1, 0, 5)]) == [
        (1, 0, 9),
        (1, 11, 12),
        (2, 0, 5),
    ]


def test_a_range_inside_another_does_not_shorten_it() -> None:
    assert sorting.merged([(1, 0, 100), (1, 10, 20), (1, 50, 60)]) == [(1, 0, 100)]


def test_a_printer_that_slept_for_too_long_has_missed_whatever_it_read() -> None:
    page("/a/", ("story:1", None, None))
    outbox.touch("story:2")
    sorting.sort_touches()
    noted = [(reads.tag("story:1"), reads.FIRST, reads.LAST)]
    assert not sorting.touched_since(0)(noted)
    Touched.objects.all().delete()  # as after an hour
    assert sorting.touched_since(0)(noted)


def test_a_round_without_a_touch_is_not_taken_for_a_forgotten_one() -> None:
    sorting.next_round()
    assert not sorting.touched_since(0)([(reads.tag("story:1"), reads.FIRST, reads.LAST)])
