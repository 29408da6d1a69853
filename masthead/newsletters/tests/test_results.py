"""How an issue does while it goes out and after, and how a list grows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from masthead.mail.actions.forget_recipients import forget_recipients
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.newsletters import days
from masthead.newsletters.actions.leave import leave_all
from masthead.newsletters.actions.send_issue import begin_due, send_now
from masthead.newsletters.models import Issue, Link, ListDay, MailingList
from masthead.newsletters.results import growth, progress, results
from masthead.newsletters.tests.issues import make_issue, make_list
from masthead.newsletters.tests.reading_cast import signed_up, subscribed
from masthead.publication.models import Nameplate
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    """A list with ten subscribers."""
    made = make_list()
    for number in range(10):
        subscribed(f"r{number}@mail.example", made, at=NOON - timedelta(days=90))
    return made


@pytest.fixture
def going(morning: MailingList) -> Issue:
    """An issue that began to go out at noon."""
    issue = make_issue(morning)
    with freeze_time(NOON):
        send_now(issue)
        begin_due()
    Mailing.objects.update(first_sent_at=NOON)
    issue.refresh_from_db()
    return issue


def test_before_the_audience_is_frozen_there_is_nothing_to_tell(morning: MailingList) -> None:
    issue = make_issue(morning)
    now = progress(issue)
    assert (now.state, now.counts.audience, now.seconds_left, now.share) == ("", 0, None, 0)
    assert results(issue).counts.submitted == 0


def test_it_tells_how_fast_it_goes_and_how_long_it_will_take(going: Issue) -> None:
    Chunk.objects.update(place=4, taken=4)
    with freeze_time(NOON + 2 * MINUTE):
        now = progress(going)
    assert (now.state, now.counts.submitted, now.counts.left, now.share) == ("sending", 4, 6, 40)
    assert now.per_minute == 2
    assert now.seconds_left == 180
    assert now.begun_at == NOON


@pytest.mark.parametrize("state", ["paused", "stopped", "done"])
def test_nobody_can_tell_how_long_what_does_not_move_will_take(state: str, going: Issue) -> None:
    Chunk.objects.update(place=4, taken=4)
    Mailing.objects.update(state=state, reason="by an editor")
    with freeze_time(NOON + 2 * MINUTE):
        now = progress(going)
    assert (now.state, now.reason, now.seconds_left) == (state, "by an editor", None)


def test_the_rate_of_what_is_done_does_not_sink_any_more(going: Issue) -> None:
    Chunk.objects.update(state="done", place=10, taken=10)
    Mailing.objects.update(state="done", done_at=NOON + MINUTE)
    with freeze_time(NOON + 60 * MINUTE):
        assert progress(going).per_minute == 10
        assert progress(going).share == 100


def test_everybody_is_accounted_for(going: Issue) -> None:
    Chunk.objects.update(state="done", place=10, taken=5)
    mailing = Mailing.objects.get()
    for number, state in enumerate(("gone", "suppressed", "refused", "in_doubt", "deferred")):
        Undelivered.objects.create(mailing=mailing, recipient=number, state=state, tries=1)
    now = results(going).counts
    assert (now.submitted, now.gone, now.refused, now.in_doubt, now.deferred) == (5, 2, 1, 1, 1)
    assert now.answered + now.deferred == now.audience == 10


def test_what_is_done_is_whole_when_readers_were_erased_since(going: Issue) -> None:
    Chunk.objects.update(state="done", place=10, taken=9)
    row = Undelivered.objects.create(mailing=Mailing.objects.get(), recipient=1, state="refused", tries=1)
    Mailing.objects.update(state="done", done_at=NOON + MINUTE)
    forget_recipients("newsletter", [row.recipient])
    now = progress(going)
    assert (now.counts.submitted, now.counts.left, now.share) == (9, 0, 100)


def test_clicks_are_added_up_over_both_subjects(morning: MailingList) -> None:
    issue = make_issue(morning, other_subject="The boat is back")
    for variant, place, clicks in (("A", 0, 3), ("B", 0, 4), ("A", 1, 9), ("B", 1, 0)):
        Link.objects.create(
            issue=issue, variant=variant, place=place, clicks=clicks, target=f"https://harbour.example/{place}"
        )
    assert [(row.target[-1], row.clicks) for row in results(issue).clicks] == [("1", 9), ("0", 7)]


def test_who_leaves_on_its_day_and_the_next_is_told_beside_it(going: Issue, morning: MailingList) -> None:
    for day, left in ((25, 1), (26, 2), (27, 4), (28, 8)):
        ListDay.objects.create(mailing_list=morning, day=date(2026, 11, day), left=left)
    assert results(going).left == 6


def test_the_day_of_an_issue_is_that_of_the_newsroom(morning: MailingList) -> None:
    Nameplate.objects.update(time_zone="Pacific/Auckland")
    issue = make_issue(morning)
    with freeze_time(NOON):  # the 27th there
        send_now(issue)
        begin_due()
    issue.refresh_from_db()
    ListDay.objects.create(mailing_list=morning, day=date(2026, 11, 28), left=5)
    assert results(issue).left == 5


def test_a_list_grows_and_shrinks(morning: MailingList) -> None:
    signed_up("asks@mail.example", morning)
    leave_all(subscribed("left@mail.example", morning), "link")
    leave_all(subscribed("bounced@mail.example", morning), "bounce")
    days.count(morning.pk, "joined")
    days.count(morning.pk, "joined", at=timezone.now() - timedelta(days=40))
    found = growth(morning)
    assert (found.confirmed, found.unconfirmed, found.joined, found.left) == (10, 1, 1, 1)
    assert len(found.days) == 30
    assert found.days == sorted(found.days, key=lambda row: row.day)
    assert found.churn == pytest.approx(2 / 11)  # 11 a month ago; one left, one bounced, one joined


def test_a_list_that_began_empty_has_no_churn(paper: CastPaper) -> None:
    assert growth(make_list()).churn is None
