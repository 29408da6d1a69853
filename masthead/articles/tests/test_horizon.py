"""Fresh stories show what is new in the paper; older ones are left alone by it. The horizon moves once a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory

from masthead.articles import horizon
from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.press import clock
from tests.ground.cast import MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[FrozenDateTimeFactory]:
    """A clock that stands at noon, and a paper that counts as large from three stories on."""
    monkeypatch.setattr(horizon, "ALWAYS_FRESH", 2)
    with freeze_time(NOW) as frozen:
        assert isinstance(frozen, FrozenDateTimeFactory)
        yield frozen


@pytest.fixture
def stories(noon: FrozenDateTimeFactory, printed: Printed, story_factory: MakeStory) -> list[str]:
    """The addresses of four stories: of today, of yesterday, of the day before that, and of last week."""
    made = [story_factory(title=f"Of {days}", published_at=NOW - days * DAY) for days in (0, 1, 2, 7)]
    printed.again()
    return [str(story.address) for story in made]


def beside(printed: Printed) -> set[str]:
    """The pages that a new update reaches."""
    Update.objects.create(text="Ferry runs again", published_at=NOW - timedelta(minutes=1))
    return printed.again()


def test_a_small_paper_has_no_old_stories(
    stories: list[str], printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(horizon, "ALWAYS_FRESH", 60)
    assert horizon.move_horizon() == 0
    assert set(stories) <= beside(printed)


def test_an_update_reaches_fresh_stories_and_no_old_one(stories: list[str], printed: Printed) -> None:
    assert horizon.move_horizon() == 1
    printed.again()
    reached = beside(printed)
    assert set(stories[:3]) <= reached
    assert stories[3] not in reached
    assert "Ferry runs again" not in printed.text(stories[3])
    assert "Ferry runs again" in printed.text(stories[2])


def test_only_what_it_passes_over_is_printed_when_it_moves(
    stories: list[str], printed: Printed, noon: FrozenDateTimeFactory
) -> None:
    horizon.move_horizon()
    assert printed.again() == {stories[3]}
    noon.move_to(NOW + DAY)
    assert horizon.move_horizon() == 1
    assert printed.again() == {stories[2]}


def test_it_moves_once_a_day(stories: list[str], noon: FrozenDateTimeFactory) -> None:
    assert horizon.move_horizon() == 1
    noon.move_to(NOW + timedelta(hours=11))
    assert horizon.move_horizon() == 0
    noon.move_to(NOW + timedelta(hours=13))
    assert horizon.move_horizon() == 1


def test_after_a_pause_of_days_it_has_missed_nothing(
    stories: list[str], printed: Printed, noon: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    horizon.move_horizon()
    printed.again()
    noon.move_to(NOW + 5 * DAY)
    monkeypatch.setattr(horizon, "SECONDS_BETWEEN_LOOKS", -1.0)  # the worker was started again
    horizon.move_horizon()
    assert clock.read(horizon.HORIZON) == NOW - DAY  # the two newest are always fresh
    assert printed.again() == {stories[1], stories[2]}  # the one on the horizon is looked at, and stays as it is


def test_the_newest_stay_fresh_however_old_they_are(
    stories: list[str], printed: Printed, noon: FrozenDateTimeFactory
) -> None:
    noon.move_to(NOW + 60 * DAY)
    horizon.move_horizon()
    printed.again()
    reached = beside(printed)
    assert set(stories[:2]) <= reached
    assert not set(stories[2:]) & reached
    assert Story.objects.count() == 4
