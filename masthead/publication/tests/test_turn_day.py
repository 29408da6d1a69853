"""When a day begins in the newsroom's zone, the pages that show it are printed again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from freezegun import freeze_time

from masthead.press import outbox, reads
from masthead.press.models import Touch
from masthead.publication.actions.turn_day import turn_day
from masthead.publication.models import Nameplate
from tests.ground.cast import CastPaper
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


def touched() -> set[str]:
    """Which of the clock's names were touched since the last look."""
    tags = set(Touch.objects.values_list("tag", flat=True))
    Touch.objects.all().delete()
    return {name for name in ("day", "month", "year") if reads.tag(name) in tags}


def look_at(moment: str) -> int:
    with freeze_time(moment):
        return turn_day()


def test_the_first_look_touches_all_that_shows_the_date(paper: CastPaper) -> None:
    assert look_at("2026-03-05T12:00:00Z") == 1
    assert touched() == {"day", "month", "year"}


@pytest.mark.parametrize(
    ("later", "names"),
    [
        ("2026-03-05T23:59:59Z", set()),
        ("2026-03-06T00:00:00Z", {"day"}),
        ("2026-04-01T00:00:00Z", {"day", "month"}),
        ("2027-01-01T00:00:00Z", {"day", "month", "year"}),
        ("2027-03-05T12:00:00Z", {"day", "month", "year"}),
    ],
)
def test_a_look_after_any_pause_misses_nothing(paper: CastPaper, later: str, names: set[str]) -> None:
    Nameplate.objects.update(time_zone="UTC")
    look_at("2026-03-05T12:00:00Z")
    touched()
    assert look_at(later) == len(names and {"a day"})
    assert touched() == names
    assert look_at(later) == 0


def test_a_day_begins_in_the_newsrooms_zone(paper: CastPaper) -> None:
    Nameplate.objects.update(time_zone="Europe/Kyiv")
    look_at("2026-03-05T21:59:00Z")
    touched()
    assert look_at("2026-03-05T22:00:00Z") == 1
    assert touched() == {"day"}


def test_a_look_that_is_taken_back_is_made_again(paper: CastPaper, monkeypatch: pytest.MonkeyPatch) -> None:
    look_at("2026-03-05T12:00:00Z")
    touched()

    def fail(*names: str) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(outbox, "touch", fail)
    with pytest.raises(OSError, match="the disk is gone"):
        look_at("2026-03-06T12:00:00Z")
    monkeypatch.undo()
    assert look_at("2026-03-06T12:00:00Z") == 1
    assert touched() == {"day"}


def test_the_front_page_shows_the_new_day(printed: Printed) -> None:
    Nameplate.objects.update(time_zone="UTC")
    outbox.touch(outbox.EVERYTHING)
    with freeze_time(datetime(2026, 3, 5, 12, tzinfo=UTC)):
        turn_day()
        printed.again()
        assert "March 5, 2026" in printed.text("/")
    with freeze_time(datetime(2026, 3, 6, 0, 0, 1, tzinfo=UTC)):
        assert turn_day() == 1
        assert "/" in printed.again()
        assert "March 6, 2026" in printed.text("/")
        assert "March 5, 2026" not in printed.text("/")
