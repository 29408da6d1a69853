"""An issue goes out once, at its time, to those who were chosen, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.utils import timezone
from freezegun import freeze_time

from masthead.lib.pause import lift, pause
from masthead.mail.actions.steer_mailing import finish_mailings
from masthead.mail.mime import Template
from masthead.mail.models import Chunk, Mailing, Part, Undelivered
from masthead.mail.queries import counts, mailing_for
from masthead.mail.tests.mailing_cast import Carriers
from masthead.mail.tests.mailing_cast import relay as relay
from masthead.newsletters.actions import send_issue, steer_sending
from masthead.newsletters.actions.send_issue import begin_due, schedule, send_now, unschedule
from masthead.newsletters.exceptions import BadTemplate, CannotSend
from masthead.newsletters.mailing_kind import KIND
from masthead.newsletters.models import Issue, ListDay, MailingList, Subscription
from masthead.newsletters.rendering import message
from masthead.newsletters.tests.issues import make_issue, make_list
from masthead.newsletters.tests.reading_cast import state_of, subscribed
from masthead.people.models import Staff
from tests.ground.cast import CastPaper
from tests.ground.smtp_peers import Peer
from tests.ground.smtp_peers import smtp_peer as smtp_peer

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
State = Issue.State


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    """A list with three subscribers."""
    made = make_list()
    for name in ("ada", "olena", "taras"):
        subscribed(f"{name}@mail.example", made)
    return made


@pytest.fixture
def issue(morning: MailingList) -> Issue:
    """A draft of it."""
    return make_issue(morning)


def state(issue: Issue) -> str:
    issue.refresh_from_db()
    return issue.state


def together(*works: Callable[[], object]) -> list[object]:
    """What each gives or raises, all begun at the same moment."""
    start = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        start.wait()
        try:
            return work()
        except Exception as error:
            return type(error)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_it_goes_to_everybody_and_gets_its_page(issue: Issue, editor: Staff) -> None:
    send_now(issue, editor)
    assert state(issue) == State.SENDING
    assert begin_due() == 1
    mailing = mailing_for(KIND, issue.pk)
    assert mailing
    assert (mailing.audience, mailing.state) == (3, "sending")
    issue.refresh_from_db()
    assert issue.address == f"/newsletters/morning/{issue.sent_at:%Y-%m-%d}-the-ferry-is-back/"
    assert issue.sent_by == editor
    assert begin_due() == 0


@pytest.mark.django_db(transaction=True)
def test_it_arrives_and_who_left_or_is_gone_is_taken_account_of(issue: Issue, relay: Carriers, smtp_peer: Peer) -> None:
    gone = subscribed("rcpt-550@mail.example", issue.mailing_list)
    send_now(issue)
    begin_due()
    Subscription.objects.filter(reader__key="olena@mail.example").update(state=Subscription.State.UNSUBSCRIBED)
    relay.carry()
    assert finish_mailings() == 1
    assert state(issue) == State.SENT
    assert smtp_peer.recipients() == ["ada@mail.example", "taras@mail.example"]
    assert smtp_peer.faults == []
    message = smtp_peer.received[0].message
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/-/newsletters/leave/" in message["List-Unsubscribe"]
    assert sorted(Undelivered.objects.values_list("state", flat=True)) == ["gone", "refused"]
    assert state_of(gone, issue.mailing_list) == Subscription.State.UNSUBSCRIBED
    assert ListDay.objects.get().bounced == 1


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_press_at_once_send_once(issue: Issue) -> None:
    found = together(*[lambda: send_now(Issue.objects.get(pk=issue.pk))] * 4)
    assert sorted(map(str, found)) == sorted([str(None), *[str(CannotSend)] * 3])
    together(*[begin_due] * 3)
    assert Mailing.objects.get().audience == 3
    assert sum(Chunk.objects.values_list("size", flat=True)) == 3
    assert Part.objects.count() == 1


def test_an_empty_issue_is_refused(morning: MailingList) -> None:
    for bad in (make_issue(morning, blocks=[]), make_issue(morning, subject=" ")):
        with pytest.raises(CannotSend):
            send_now(bad)
        with pytest.raises(CannotSend):
            schedule(bad, timezone.now() + HOUR)
        assert state(bad) == State.DRAFT


def test_a_time_that_has_passed_is_refused(issue: Issue) -> None:
    with pytest.raises(CannotSend, match="passed already"):
        schedule(issue, timezone.now() - MINUTE)
    assert state(issue) == State.DRAFT


def test_it_waits_for_its_time(issue: Issue) -> None:
    with freeze_time(NOON):
        schedule(issue, NOON + HOUR)
        assert begin_due() == 0
    with freeze_time(NOON + HOUR - MINUTE):
        assert begin_due() == 0
    assert state(issue) == State.SCHEDULED
    with freeze_time(NOON + HOUR):
        assert begin_due() == 1
    assert state(issue) == State.SENDING


def test_a_time_missed_by_more_than_half_an_hour_is_asked_about(issue: Issue) -> None:
    with freeze_time(NOON):
        schedule(issue, NOON + HOUR)
    with freeze_time(NOON + HOUR + 31 * MINUTE):
        assert begin_due() == 1
        assert state(issue) == State.ASKS
        assert begin_due() == 0
        assert not Mailing.objects.exists()
        send_now(issue)
        assert begin_due() == 1
    assert Mailing.objects.get().audience == 3


def test_half_an_hour_late_still_goes(issue: Issue) -> None:
    with freeze_time(NOON):
        schedule(issue, NOON + HOUR)
    with freeze_time(NOON + HOUR + 30 * MINUTE):
        assert begin_due() == 1
    assert state(issue) == State.SENDING


def test_a_paused_newsroom_lets_nothing_go_and_asks_later(issue: Issue) -> None:
    with freeze_time(NOON):
        schedule(issue, NOON + MINUTE)
    pause(django_settings.DATA, "restored")
    try:
        with freeze_time(NOON + 2 * MINUTE):
            assert begin_due() == 0
    finally:
        lift(django_settings.DATA)
    assert state(issue) == State.SCHEDULED
    with freeze_time(NOON + 3 * HOUR):
        begin_due()
    assert state(issue) == State.ASKS


def test_it_can_be_taken_from_the_schedule(issue: Issue) -> None:
    schedule(issue, timezone.now() + HOUR)
    unschedule(issue)
    assert (state(issue), issue.scheduled_for) == (State.DRAFT, None)
    with pytest.raises(CannotSend):
        unschedule(issue)


def test_what_has_gone_out_does_not_go_again(issue: Issue) -> None:
    send_now(issue)
    begin_due()
    for again in (send_now, lambda one: schedule(one, timezone.now() + HOUR), unschedule):
        with pytest.raises(CannotSend):
            again(issue)


def test_a_worker_that_was_killed_before_the_audience_was_frozen_freezes_it_once_at_the_next_start(
    issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    send_now(issue)
    with monkeypatch.context() as patch:
        patch.setattr(send_issue, "freeze", die)
        with pytest.raises(Killed):
            begin_due()
    assert state(issue) == State.SENDING
    address = issue.address
    assert not Mailing.objects.exists()
    assert begin_due() == 1
    assert Mailing.objects.get().audience == 3
    assert state(issue) == State.SENDING
    assert issue.address == address
    assert begin_due() == 0


@pytest.mark.parametrize("error", [BadTemplate("There is no [[content]]."), LookupError("olena@mail.example")])
def test_trouble_in_rendering_brings_it_back_to_its_editors_and_holds_up_no_other(
    error: Exception, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    from masthead.newsletters.rendering import message

    other, render = make_issue(issue.mailing_list, subject="Rain"), message.template_for

    def fail(which: Issue, variant: str = "") -> Any:
        if which.pk == issue.pk:
            raise error
        return render(which, variant)

    monkeypatch.setattr(message, "template_for", fail)
    send_now(issue)
    send_now(other)
    assert begin_due() == 2
    assert (state(issue), issue.address, issue.sent_at) == (State.DRAFT, None, None)
    assert issue.trouble
    assert "olena" not in issue.trouble
    assert state(other) == State.SENDING
    assert Mailing.objects.get().about == other.pk
    send_now(issue)
    assert issue.trouble == ""


def test_an_issue_that_was_stopped_before_it_began_does_not_go(issue: Issue) -> None:
    send_now(issue)
    assert steer_sending.stop_sending(issue)
    assert begin_due() == 0
    assert state(issue) == State.STOPPED
    assert not steer_sending.stop_sending(issue)


def test_an_issue_that_is_stopped_while_it_is_frozen_does_not_go(issue: Issue, monkeypatch: pytest.MonkeyPatch) -> None:
    send_now(issue)
    people = send_issue._audience

    def stop_meanwhile(which: Issue) -> Any:
        assert steer_sending.stop_sending(issue)
        return people(which)

    monkeypatch.setattr(send_issue, "_audience", stop_meanwhile)
    assert begin_due() == 0
    assert state(issue) == State.STOPPED
    assert not Mailing.objects.exists()


def test_an_issue_that_is_stopped_while_it_is_rendered_gets_no_page(
    issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_now(issue)
    render = message.template_for

    def and_meanwhile(issue: Issue, variant: str = "") -> Template:
        steer_sending.stop_sending(issue)
        return render(issue, variant)

    monkeypatch.setattr(message, "template_for", and_meanwhile)
    assert begin_due() == 0
    issue.refresh_from_db()
    assert (issue.state, issue.address, issue.sent_at) == ("stopped", None, None)
    assert mailing_for(KIND, issue.pk) is None


@pytest.mark.django_db(transaction=True)
def test_stopping_at_the_very_moment_of_freezing_leaves_nothing_going(morning: MailingList) -> None:
    for number in range(6):
        issue = make_issue(morning, subject=f"Number {number}")
        send_now(issue)
        together(begin_due, lambda issue=issue: steer_sending.stop_sending(issue))  # type: ignore[misc]
        assert state(issue) == State.STOPPED
        assert not Mailing.objects.filter(state="sending").exists()


def test_an_empty_list_is_sent_at_once(paper: CastPaper) -> None:
    issue = make_issue(make_list("evening"))
    send_now(issue)
    begin_due()
    assert finish_mailings() == 1
    assert state(issue) == State.SENT


def test_an_automatic_issue_goes_like_any_other(issue: Issue) -> None:
    with freeze_time(NOON):
        Issue.objects.filter(pk=issue.pk).update(is_automatic=True, state=State.SCHEDULED, scheduled_for=NOON - MINUTE)
        assert begin_due() == 1
    assert b"Auto-Submitted: auto-generated" in bytes(Part.objects.get().template)


def test_a_stopped_mailing_stops_its_issue(issue: Issue) -> None:
    send_now(issue)
    begin_due()
    assert steer_sending.pause_sending(issue)
    assert not steer_sending.pause_sending(issue)
    assert steer_sending.resume_sending(issue)
    assert steer_sending.stop_sending(issue)
    assert state(issue) == State.STOPPED


@pytest.mark.django_db(transaction=True)
def test_those_in_doubt_are_sent_to_again_only_when_an_editor_says_so(
    morning: MailingList, relay: Carriers, smtp_peer: Peer
) -> None:
    subscribed("drop-answer@mail.example", morning)
    issue = make_issue(morning)
    send_now(issue)
    begin_due()
    relay.carry()
    finish_mailings()
    assert state(issue) == State.SENT
    assert steer_sending.send_to_doubtful(issue) == 1
    assert state(issue) == State.SENDING
    relay.carry()
    assert finish_mailings() == 1  # in doubt once more
    assert state(issue) == State.SENT
    mailing = mailing_for(KIND, issue.pk)
    assert mailing
    assert counts(mailing).in_doubt == 1
    assert smtp_peer.recipients().count("drop-answer@mail.example") == 2
