"""Checking an issue, letting it go, and watching it on its way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from masthead.lib import pause
from masthead.mail.models import Letter, Mailing, Undelivered
from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.results import progress
from masthead.newsroom.tests.newsletter_cast import SUBJECT, a_list, a_reader, an_issue, carry
from masthead.people.models import Staff


@pytest.fixture
def desk(editor: Staff, client: Client, settings: LazySettings, tmp_path: Any) -> Client:
    """An editor's browser; mail stays in a folder of the test's own."""
    settings.DATA = tmp_path
    client.force_login(editor)
    return client


@pytest.fixture
def morning(paper: Any) -> MailingList:
    """Three readers: two who joined lately, one long ago who reads Ukrainian."""
    made = a_list()
    a_reader("ada@paper.example", made)
    a_reader("ben@gmail.com", made, language="en")
    a_reader("ivan@ukr.net", made, language="uk", days=100)
    return made


def at(issue: Issue, name: str, *more: str) -> str:
    return reverse(f"newsroom_{name}", args=[issue.pk, *more])


def send(desk: Client, issue: Issue, **fields: Any) -> Any:
    """Fill the form, see the question, and say yes."""
    sent = {"when": "now", **fields}
    asked = desk.post(at(issue, "send_issue"), sent)
    assert asked.status_code == 200, asked.content.decode()
    return desk.post(at(issue, "send_issue"), {**sent, "seen": asked.context["seen"]})


def state_of(issue: Issue) -> str:
    issue.refresh_from_db()
    return issue.state


def test_the_page_shows_checks_and_who_gets_it(desk: Client, morning: MailingList) -> None:
    page = desk.get(at(an_issue(morning), "check_issue")).content.decode()
    assert "3 subscribers of Morning" in page
    assert "The subject has a good length." in page
    assert "Send me a test" in page


def test_the_count_follows_the_form(desk: Client, morning: MailingList) -> None:
    url = at(an_issue(morning), "count_audience")
    long_ago = (timezone.now() - timedelta(days=50)).date().isoformat()
    assert desk.post(url, {}).json()["text"] == "3 subscribers of Morning"
    assert desk.post(url, {"since": long_ago}).json()["text"] == "2 subscribers of Morning"
    assert desk.post(url, {"until": long_ago, "language": "uk"}).json()["text"] == "1 subscriber of Morning"
    assert desk.post(url, {"since": "soon"}).json()["text"] == "Not a day."


def test_it_is_asked_plainly_before_anything_goes(desk: Client, morning: MailingList) -> None:
    issue = an_issue(morning)
    asked = desk.post(at(issue, "send_issue"), {"when": "now"})
    page = asked.content.decode()
    assert "<b>3 subscribers</b> of Morning" in page
    assert "Send it now to 3 subscribers" in page
    assert state_of(issue) == "draft"


def test_yes_sends_it_once_to_everybody(desk: Client, morning: MailingList, editor: Staff, tmp_path: Any) -> None:
    issue = an_issue(morning)
    answer = send(desk, issue)
    assert answer["Location"] == at(issue, "sending")
    assert "is being written down" in desk.get(answer["Location"]).content.decode()
    again = desk.post(at(issue, "send_issue"), {"when": "now", "seen": issue.changed_at.isoformat()})
    assert again["Location"] == at(issue, "sending")
    carry()
    assert state_of(issue) == "sending"  # the worker closes it
    assert issue.sent_by == editor
    assert len(list((tmp_path / "mail" / "outbox").rglob("*.eml"))) == 3
    told = desk.get(at(issue, "sending_numbers")).json()
    assert (told["audience"], told["done"], told["texts"]["submitted"]) == (3, 3, "3")


def test_who_confirms_another_text_than_they_saw_is_asked_again(desk: Client, morning: MailingList) -> None:
    issue = an_issue(morning)
    seen = desk.post(at(issue, "send_issue"), {"when": "now"}).context["seen"]
    issue.subject = "Changed by a colleague"
    issue.save()
    page = desk.post(at(issue, "send_issue"), {"when": "now", "seen": seen}).content.decode()
    assert "Somebody changed the issue" in page
    assert "Changed by a colleague" in page
    assert state_of(issue) == "draft"


def test_an_error_of_the_checks_keeps_it_back(desk: Client, morning: MailingList, story_factory: Any) -> None:
    issue = an_issue(morning, story_factory(live=False))
    for seen in ({}, {"seen": issue.changed_at.isoformat()}):
        assert desk.post(at(issue, "send_issue"), {"when": "now", **seen}).status_code == 422
    assert "Mend the errors above first." in desk.get(at(issue, "check_issue")).content.decode()
    assert state_of(issue) == "draft"


def test_only_some_get_it(desk: Client, morning: MailingList, tmp_path: Any) -> None:
    issue = an_issue(morning)
    send(desk, issue, language="uk")
    carry()
    mails = [path.read_bytes() for path in (tmp_path / "mail" / "outbox").rglob("*.eml")]
    assert len(mails) == 1
    assert b"ivan@ukr.net" in mails[0]


def test_it_is_scheduled_in_the_newsrooms_zone(desk: Client, morning: MailingList, paper: Any) -> None:
    paper.nameplate.time_zone = "Europe/Kyiv"
    paper.nameplate.save()
    issue = an_issue(morning)
    local = (timezone.now() + timedelta(days=2)).astimezone(ZoneInfo("Europe/Kyiv")).replace(hour=7, minute=0)
    answer = send(desk, issue, when="later", moment=local.strftime("%Y-%m-%dT%H:%M"))
    assert answer["Location"] == at(issue, "check_issue")
    assert state_of(issue) == "scheduled"
    assert issue.scheduled_for == local.replace(second=0, microsecond=0)
    assert "Back to a draft" in desk.get(at(issue, "check_issue")).content.decode()
    desk.post(at(issue, "back_to_draft"))
    assert state_of(issue) == "draft"


@pytest.mark.parametrize(
    ("moment", "said"),
    [("", "Write day and time."), ("2020-01-01T07:00", "has passed already"), ("2027-03-28T03:30", "may not exist")],
)
def test_a_time_that_cannot_be_is_refused(
    moment: str, said: str, desk: Client, morning: MailingList, paper: Any
) -> None:
    paper.nameplate.time_zone = "Europe/Kyiv"  # on 28 March 2027 its clocks leave out the hour after three
    paper.nameplate.save()
    answer = desk.post(at(an_issue(morning), "send_issue"), {"when": "later", "moment": moment})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_question_tells_when_clocks_change_before_then(desk: Client, morning: MailingList, paper: Any) -> None:
    paper.nameplate.time_zone = "Europe/Kyiv"
    paper.nameplate.save()
    zone = ZoneInfo("Europe/Kyiv")
    now = timezone.now().astimezone(zone)
    other = next(
        day for day in (now + timedelta(days=number) for number in range(1, 300))
        if datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() != now.utcoffset()
    )  # fmt: skip
    sent = {"when": "later", "moment": other.strftime("%Y-%m-%dT12:00")}
    page = desk.post(at(an_issue(morning), "send_issue"), sent).content.decode()
    assert "The clocks change before then." in page


def test_a_missed_time_asks_on_the_desk_and_yes_sends(desk: Client, morning: MailingList) -> None:
    issue = an_issue(morning, state="asks", scheduled_for=timezone.now() - timedelta(hours=3))
    for url in (reverse("newsroom_desk"), at(issue, "check_issue")):
        page = desk.get(url).content.decode()
        assert "This issue should have gone out at" in page
        assert "3 subscribers of Morning" in page
        assert at(issue, "answer_issue") in page
    assert desk.post(at(issue, "answer_issue"))["Location"] == at(issue, "sending")
    assert state_of(issue) == "sending"
    assert "should have gone out" not in desk.get(reverse("newsroom_desk")).content.decode()


def test_a_reporter_is_not_asked(morning: MailingList, reporter: Staff, client: Client) -> None:
    an_issue(morning, state="asks", scheduled_for=timezone.now())
    client.force_login(reporter)
    assert "should have gone out" not in client.get(reverse("newsroom_desk")).content.decode()


def test_a_test_mail_goes_to_who_asks_and_to_nobody_else(desk: Client, morning: MailingList, editor: Staff) -> None:
    desk.post(at(an_issue(morning), "test_issue"), {"address": "victim@paper.example"})
    letter = Letter.objects.get()
    assert letter.recipient == editor.email
    assert b"[Test] " in bytes(letter.message)
    assert b"victim" not in bytes(letter.message)


def test_while_mail_is_paused_no_test_is_posted(desk: Client, morning: MailingList, tmp_path: Any) -> None:
    pause.pause(tmp_path, "This was restored from a backup.")
    page = desk.post(at(an_issue(morning), "test_issue"), follow=True).content.decode()
    assert "Mail is paused. Nothing was sent." in page
    assert "This was restored from a backup." in page
    assert not Letter.objects.exists()


@pytest.fixture
def going(desk: Client, morning: MailingList) -> Issue:
    """An issue on its way of which nothing has been sent yet."""
    from masthead.newsletters.actions.send_issue import begin_due

    issue = an_issue(morning)
    send(desk, issue)
    begin_due()
    return issue


def test_a_sending_is_paused_resumed_and_stopped(desk: Client, going: Issue) -> None:
    desk.post(at(going, "steer", "pause"))
    assert Mailing.objects.get().state == "paused"
    page = desk.get(at(going, "sending")).content.decode()
    assert "An editor paused it." in page
    desk.post(at(going, "steer", "resume"))
    assert Mailing.objects.get().state == "sending"
    asked = desk.get(at(going, "steer", "stop")).content.decode()
    assert "<b>3 subscribers</b> would not get it" in asked
    assert Mailing.objects.get().state == "sending"
    answer = desk.post(at(going, "steer", "stop"))
    assert answer["Location"] == at(going, "results")
    assert state_of(going) == "stopped"
    assert "It was stopped before everybody had got it." in desk.get(at(going, "results")).content.decode()


def test_the_breakers_reason_is_told_in_words(desk: Client, going: Issue) -> None:
    Mailing.objects.update(state="paused", reason="7.5 % of the messages were refused or came back.")
    assert "7.5 % of the messages were refused" in desk.get(at(going, "sending")).content.decode()


def test_the_doubtful_are_mailed_again_only_when_an_editor_says_so(desk: Client, going: Issue, tmp_path: Any) -> None:
    carry()
    reader = going.mailing_list.subscriptions.first()
    assert reader
    Undelivered.objects.create(mailing=Mailing.objects.get(), recipient=reader.pk, state="in_doubt")
    page = desk.get(at(going, "sending")).content.decode()
    assert "1 reader in doubt" in page
    assert reader.reader.address not in page
    assert desk.get(at(going, "steer", "doubtful")).status_code == 200
    assert Undelivered.objects.get().state == "in_doubt"
    desk.post(at(going, "steer", "doubtful"))
    assert Undelivered.objects.get().state == "deferred"
    carry()
    assert len(list((tmp_path / "mail" / "outbox").rglob("*.eml"))) == 4


def test_a_publisher_sees_who_is_in_doubt(desk: Client, going: Issue, publisher: Staff) -> None:
    reader = going.mailing_list.subscriptions.get(reader__key="ben@gmail.com")
    Undelivered.objects.create(mailing=Mailing.objects.get(), recipient=reader.pk, state="in_doubt")
    desk.force_login(publisher)
    page = desk.get(at(going, "sending")).content.decode()
    assert "ben@gmail.com" in page
    assert "ada@paper.example" not in page


def test_two_subjects_are_tried_and_one_is_chosen(desk: Client, paper: Any, tmp_path: Any) -> None:
    noon = a_list("Noon")
    for number in range(60):
        a_reader(f"r{number}@paper.example", noon)
    issue = an_issue(noon)
    send(desk, issue, other_subject="The market has moved to the quay", trial_share="30")
    carry()
    folder = tmp_path / "mail" / "outbox"
    first = len(list(folder.rglob("*.eml")))
    assert 0 < first < 60
    page = desk.get(at(issue, "sending")).content.decode()
    assert "wait for the better subject" in page
    assert "Send them “The market has moved to the quay”" in page
    assert progress(issue).seconds_left is None  # they wait for a person
    desk.post(at(issue, "steer", "choose"), {"variant": "C"})
    assert Mailing.objects.get().chunks.filter(state="held").exists()
    desk.post(at(issue, "steer", "choose"), {"variant": "B"})
    carry()
    mails = [path.read_bytes() for path in folder.rglob("*.eml")]
    assert len(mails) == 60
    others = sum(b"Subject: The market has moved to the quay" in mail for mail in mails)
    assert others >= 60 - first


def test_a_sending_that_waits_for_the_mail_server_says_why(desk: Client, going: Issue) -> None:
    before = desk.get(at(going, "sending_numbers")).json()
    why = "The mail server does not answer; it is tried again."
    Mailing.objects.update(reason=why)
    page = desk.get(at(going, "sending")).content.decode()
    assert "It waits" in page
    assert why in page
    told = desk.get(at(going, "sending_numbers")).json()
    assert told["texts"]["reason"] == why
    assert told["state"] != before["state"]  # an open page looks again


def test_all_that_is_on_its_way_is_seen_at_a_glance(desk: Client, going: Issue) -> None:
    page = desk.get(reverse("newsroom_mail")).content.decode()
    assert SUBJECT in page
    assert "0 of 3 submitted" in page
    Mailing.objects.update(state="paused", reason="The mail server turns us away: 535")
    page = desk.get(reverse("newsroom_mail")).content.decode()
    assert "Paused" in page
    assert "The mail server turns us away: 535" in page


def test_results_say_what_became_of_it(desk: Client, going: Issue) -> None:
    carry()
    Issue.objects.update(state="sent")
    Mailing.objects.update(state="done")
    page = desk.get(at(going, "results")).content.decode()
    assert "<b>3</b>" in page
    assert SUBJECT in page
    assert desk.get(at(going, "sending"))["Location"] == at(going, "results")


def test_an_unknown_step_is_none(desk: Client, going: Issue) -> None:
    assert desk.post(at(going, "steer", "explode")).status_code == 404
