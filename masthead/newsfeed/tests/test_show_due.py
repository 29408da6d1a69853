"""An update that was written for later appears in its minute, however late the worker looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time

from masthead.newsfeed.actions.show_due import show_due
from masthead.newsfeed.models import Update
from masthead.press.models import Touch
from tests.ground.cast import CastPaper
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def look_at(moment: datetime) -> int:
    with freeze_time(moment):
        return show_due()


def write(text: str, moment: datetime) -> None:
    with freeze_time(NOON):
        Update.objects.create(text=text, published_at=moment)


def test_it_is_in_no_file_before_its_time_and_in_each_after_it(printed: Printed) -> None:
    look_at(NOON)
    write("The bridge opens", NOON + 5 * MINUTE)
    with freeze_time(NOON + 4 * MINUTE):
        show_due()
        printed.again()
    assert printed.holds("The bridge opens") == []
    with freeze_time(NOON + 5 * MINUTE):
        assert show_due() == 1
        again = printed.again()
    assert {"/", "/news-feed/", "/live.json", "/news-feed/2026/03/05/"} <= again
    assert {"index.html", "live.json", "news-feed/2026/03/05/index.html"} <= set(printed.holds("The bridge opens"))


def test_each_appears_once(paper: CastPaper) -> None:
    look_at(NOON)
    write("One", NOON + MINUTE)
    write("Two", NOON + 2 * MINUTE)
    assert [look_at(NOON + n * MINUTE) for n in (0, 1, 1, 2, 2, 3)] == [0, 1, 0, 1, 0, 0]


def test_after_a_long_pause_all_that_came_meanwhile_appear(paper: CastPaper) -> None:
    look_at(NOON)
    for day in (1, 2, 3, 30):
        write(f"On day {day}", NOON + timedelta(days=day))
    Touch.objects.all().delete()
    assert look_at(NOON + timedelta(days=10)) == 3
    wanted = set(Touch.objects.exclude(path="").values_list("path", flat=True))
    assert wanted == {f"/news-feed/2026/03/{day:02}/" for day in (6, 7, 8)}


def test_looks_at_which_nothing_came_lose_nothing(paper: CastPaper) -> None:
    look_at(NOON)
    assert [look_at(NOON + n * MINUTE) for n in range(1, 5)] == [0] * 4
    write("Late by a slow desk", NOON + 3 * MINUTE)
    assert look_at(NOON + 5 * MINUTE) == 1
