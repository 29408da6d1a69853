"""The day's edition is made once, at the hour that editors chose or as soon after it as anybody looks."""

from __future__ import annotations

import pytest
from freezegun import freeze_time

from masthead.fronts.actions.make_edition import make_edition
from masthead.publication.models import Nameplate
from tests.ground.cast import CastPaper, MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_six(paper: CastPaper) -> None:
    Nameplate.objects.update(time_zone="UTC", epub_hour=6)


def look_at(moment: str) -> int:
    with freeze_time(moment):
        return make_edition()


def test_it_is_made_at_its_hour_and_once_a_day() -> None:
    look_at("2026-03-05T12:00:00Z")
    moments = ("2026-03-06T05:59:59Z", "2026-03-06T06:00:00Z", "2026-03-06T06:00:01Z", "2026-03-07T05:00:00Z")
    assert [look_at(moment) for moment in moments] == [0, 1, 0, 0]


@pytest.mark.parametrize("moment", ["2026-03-06T23:00:00Z", "2026-04-01T00:00:00Z", "2027-03-05T12:00:00Z"])
def test_an_hour_at_which_nothing_ran_is_made_up_for(moment: str) -> None:
    look_at("2026-03-05T12:00:00Z")
    assert look_at(moment) == 1
    assert look_at(moment) == 0


def test_another_hour_counts_at_once() -> None:
    look_at("2026-03-05T12:00:00Z")
    Nameplate.objects.update(epub_hour=11)
    assert look_at("2026-03-05T12:00:00Z") == 1


def test_the_edition_alone_is_printed(printed: Printed, story_factory: MakeStory) -> None:
    with freeze_time("2026-03-05T12:00:00Z"):
        make_edition()
        story_factory(title="Ferry")
        printed.again()
        before = printed.digests().get("/today.epub")
    with freeze_time("2026-03-06T06:00:00Z"):
        assert make_edition() == 1
        assert printed.again() == {"/today.epub"}
    assert printed.digests()["/today.epub"] != before
