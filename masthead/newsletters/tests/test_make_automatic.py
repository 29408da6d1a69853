"""Issues that make themselves: on their days at their time, once, of what is new."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from freezegun import freeze_time

from masthead.newsletters.actions.make_automatic import make_due_automatic
from masthead.newsletters.automatic import moment_on, stories_since_last
from masthead.newsletters.models import Automatic, Issue, MailingList
from masthead.newsletters.rendering.content import blocks_of
from masthead.newsletters.tests.issues import make_issue, make_list, put_out, told
from masthead.picks.models import Pick, PickList
from tests.ground.cast import CastPaper, MakeStory

pytestmark = pytest.mark.django_db
KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = date(2026, 5, 4)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=KYIV).astimezone(UTC)


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    paper.nameplate.time_zone = "Europe/Kyiv"
    paper.nameplate.save()
    return make_list()


@pytest.fixture
def order(morning: MailingList) -> Automatic:
    return Automatic.objects.create(mailing_list=morning, last_run_on=MONDAY - timedelta(days=3))


def at_seven(**fields: Any) -> int:
    with freeze_time(at(MONDAY, 7, 1)):
        return make_due_automatic()


@pytest.fixture
def news(story_factory: MakeStory) -> list[Any]:
    """Three stories of the last night, oldest first."""
    return [
        story_factory(title=f"Night {n}", standfirst="A line.", published_at=at(MONDAY, n), topics=[])
        for n in (1, 2, 3)
    ]


def test_at_its_time_an_issue_is_made_and_let_go(order: Automatic, news: list[Any]) -> None:
    assert at_seven() == 1
    issue = Issue.objects.get()
    assert (issue.state, issue.scheduled_for) == (Issue.State.SCHEDULED, at(MONDAY, 7))
    assert issue.is_automatic
    assert [value["story"] for _, value in blocks_of(issue)] == [story.pk for story in reversed(news)]
    assert [value["look"] for _, value in blocks_of(issue)] == ["large", "picture", "picture"]
    assert (issue.subject, issue.preview_text) == ("Night 3", "Night 2; Night 1")


def test_it_is_made_once_a_day(order: Automatic, news: list[Any]) -> None:
    assert (at_seven(), at_seven()) == (1, 0)


def test_nothing_happens_before_its_time(order: Automatic, news: list[Any]) -> None:
    with freeze_time(at(MONDAY, 6, 59)):
        assert make_due_automatic() == 0


@pytest.mark.parametrize("fields", [{"weekdays": "67"}, {"is_on": False}])
def test_nothing_happens_on_other_days_or_when_it_is_off(
    order: Automatic, news: list[Any], fields: dict[str, Any]
) -> None:
    Automatic.objects.update(**fields)
    assert at_seven() == 0


def test_without_stories_there_is_no_issue_that_day(order: Automatic, story_factory: MakeStory) -> None:
    assert at_seven() == 0
    story_factory(published_at=at(MONDAY, 7, 1))
    with freeze_time(at(MONDAY, 7, 20)):
        assert make_due_automatic() == 0


def test_a_time_missed_by_more_than_half_an_hour_asks(order: Automatic, news: list[Any]) -> None:
    with freeze_time(at(MONDAY, 7, 31)):
        assert make_due_automatic() == 1
    assert Issue.objects.get().state == Issue.State.ASKS


def test_a_time_missed_over_midnight_is_not_forgotten(order: Automatic, news: list[Any]) -> None:
    Automatic.objects.update(hour=23, minute=50, last_run_on=MONDAY - timedelta(days=1))
    with freeze_time(at(MONDAY + timedelta(days=1), 0, 5)):
        assert make_due_automatic() == 1
    issue = Issue.objects.get()
    assert (issue.state, issue.scheduled_for) == (Issue.State.SCHEDULED, at(MONDAY, 23, 50))


def test_an_order_given_after_its_hour_begins_the_next_day(order: Automatic, news: list[Any]) -> None:
    Automatic.objects.update(last_run_on=None)
    with freeze_time(at(MONDAY, 15)):
        assert make_due_automatic() == 0
    with freeze_time(at(MONDAY + timedelta(days=1), 0, 30)):
        assert make_due_automatic() == 0
    assert not Issue.objects.exists()


def test_it_may_wait_for_an_editor(order: Automatic, news: list[Any]) -> None:
    Automatic.objects.update(waits_for_editor=True)
    assert at_seven() == 1
    assert (Issue.objects.get().state, Issue.objects.get().scheduled_for) == (Issue.State.DRAFT, None)


def test_section_number_and_subject_are_as_ordered(
    order: Automatic, news: list[Any], story_factory: MakeStory, paper: CastPaper
) -> None:
    culture = [story_factory(section=paper.culture, published_at=at(MONDAY, n)) for n in (4, 5, 6)]
    Automatic.objects.update(section=paper.culture, most=2, subject="[[count]] on [[date]]: [[headline]]")
    at_seven()
    issue = Issue.objects.get()
    assert [value["story"] for _, value in blocks_of(issue)] == [culture[2].pk, culture[1].pk]
    assert issue.subject == f"2 on May 4, 2026: {culture[2].headline}"


def test_what_stood_in_the_last_issue_is_not_told_again(
    order: Automatic, news: list[Any], morning: MailingList, story_factory: MakeStory
) -> None:
    with freeze_time(at(MONDAY, 2, 30)):
        last = make_issue(morning, [told(news[0]), told(news[1])])
    between = story_factory(published_at=at(MONDAY, 2, 40))
    Issue.objects.filter(pk=put_out(last, at(MONDAY, 2, 50)).pk).update(changed_at=at(MONDAY, 2, 30))
    with freeze_time(at(MONDAY, 7, 1)):
        assert [story.pk for story in stories_since_last(morning)] == [news[2].pk, between.pk]


def test_before_the_first_issue_a_day_is_looked_back(morning: MailingList, story_factory: MakeStory) -> None:
    new = story_factory(published_at=at(MONDAY, 7) - timedelta(hours=23))
    story_factory(published_at=at(MONDAY, 7) - timedelta(hours=25))
    with freeze_time(at(MONDAY, 7)):
        assert [story.pk for story in stories_since_last(morning)] == [new.pk]


def test_the_picks_of_the_editors_come_first(order: Automatic, news: list[Any], paper: CastPaper) -> None:
    picks, _ = PickList.objects.get_or_create(slug="editors", defaults={"name": "Editors"})
    picks.picks.set([Pick(story=news[1])])
    picks.save()
    at_seven()
    assert [value["story"] for _, value in blocks_of(Issue.objects.get())] == [news[1].pk, news[2].pk, news[0].pk]


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (date(2026, 3, 29), 3, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # 3:30 is left out: it is 4:30 then
        (date(2026, 10, 25), 3, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # 3:30 comes twice: the first one
        (date(2026, 3, 29), 7, datetime(2026, 3, 29, 4, 30, tzinfo=UTC)),
        (date(2026, 10, 25), 7, datetime(2026, 10, 25, 5, 30, tzinfo=UTC)),
    ],
)
def test_the_days_on_which_clocks_are_turned(day: date, hour: int, utc: datetime) -> None:
    assert moment_on(Automatic(hour=hour, minute=30), day, KYIV) == utc


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_on_such_a_day_it_runs_once(order: Automatic, story_factory: MakeStory, day: date) -> None:
    Automatic.objects.update(hour=3, minute=30, weekdays="1234567", last_run_on=day - timedelta(days=1))
    story_factory(published_at=at(day, 1))
    made = 0
    for minutes in range(0, 6 * 60, 10):
        with freeze_time(at(day, 0) + timedelta(minutes=minutes)):
            made += make_due_automatic()
    assert made == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_issue(order: Automatic, news: list[Any]) -> None:
    def work() -> None:
        try:
            make_due_automatic()
        finally:
            connection.close()

    with freeze_time(at(MONDAY, 7, 1)):
        workers = [threading.Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert Issue.objects.count() == 1
