"""Leaving a list by the link that each issue has."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from masthead.mail.models import Letter, Mailing
from masthead.newsletters.actions.leave import leave_list
from masthead.newsletters.mailing_kind import KIND, NewsletterKind
from masthead.newsletters.models import Issue, ListDay, MailingList, Subscription
from masthead.newsletters.tests.markup import parsed
from masthead.newsletters.tests.reading_cast import (
    State,
    a_list,
    assert_private,
    leave_link,
    signed_up,
    state_of,
    subscribed,
)
from masthead.readers.models import Consent, Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
ADDRESS = "olena@reader.example"
ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def client() -> Client:
    """As a browser that checks what Django checks of forms."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    """A list."""
    return a_list()


@pytest.fixture
def reader(morning: MailingList) -> Reader:
    """Who gets it."""
    return subscribed(ADDRESS, morning)


def test_opening_the_link_changes_nothing(client: Client, reader: Reader, morning: MailingList) -> None:
    for ask in (client.get, client.head):
        response = ask(leave_link(reader, morning))
        assert response.status_code == 200
        assert_private(response)
    page = parsed(client.get(leave_link(reader, morning)).content)
    assert [button.text_content() for button in page.xpath("//main//button")] == ["Unsubscribe"]
    assert "data-confirm" not in client.get(leave_link(reader, morning)).content.decode()
    assert state_of(reader, morning) == State.CONFIRMED


def test_one_click_of_a_mail_service_leaves(client: Client, reader: Reader, morning: MailingList) -> None:
    response = client.post(leave_link(reader, morning), ONE_CLICK, content_type=FORM)
    assert response.status_code == 200
    assert "Location" not in response
    assert_private(response)
    row = Subscription.objects.get()
    assert (row.state, row.left_by) == (State.UNSUBSCRIBED, "one_click")
    assert row.left_at
    assert ListDay.objects.get().left == 1
    consent = Consent.objects.get()
    assert consent.confirmed_at
    assert consent.withdrawn_at


def test_one_click_may_come_as_multipart(client: Client, reader: Reader, morning: MailingList) -> None:
    assert client.post(leave_link(reader, morning), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.get().left_by == "one_click"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FORM),
        (b"", ""),
        (b"\xff\xfe=\x00", FORM),
        (b"{}", "application/json"),
        (b"--x", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: nonsense", "multipart/form-data; boundary=x"),
        (b"do=nothing&a=1", FORM),
        (ONE_CLICK, FORM + "; charset=no-such-thing"),
    ],
)
def test_any_post_leaves(client: Client, reader: Reader, morning: MailingList, body: bytes, kind: str) -> None:
    response = client.generic("POST", leave_link(reader, morning), body, content_type=kind)
    assert response.status_code == 200
    assert state_of(reader, morning) == State.UNSUBSCRIBED


def test_leaving_ends_one_list_and_no_other(client: Client, reader: Reader, morning: MailingList) -> None:
    evening = a_list("Evening")
    subscribed("other@reader.example", morning)
    Subscription.objects.create(reader=reader, mailing_list=evening, state=State.CONFIRMED)
    response = client.post(leave_link(reader, morning), {"do": "leave"})
    assert "You get no more “Morning”" in response.content.decode()
    assert state_of(reader, evening) == State.CONFIRMED
    assert Subscription.objects.filter(mailing_list=morning, state=State.CONFIRMED).count() == 1


def test_leaving_twice_says_the_same_and_counts_once(client: Client, reader: Reader, morning: MailingList) -> None:
    path = leave_link(reader, morning)
    for _ in range(3):
        assert client.post(path, ONE_CLICK, content_type=FORM).status_code == 200
        response = client.post(path, {"do": "leave"})
        assert response.status_code == 200
        assert "You get no more “Morning”" in response.content.decode()
    assert ListDay.objects.get().left == 1
    assert Subscription.objects.get().left_by == "one_click"


@pytest.mark.parametrize("token", ["x", "999-aaaaaaaaaaaaaaaaaaaa", "1-aaaaaaaaaaaaaaaaaaaa", "a" * 600])
def test_an_unknown_link_gets_kind_words(client: Client, reader: Reader, morning: MailingList, token: str) -> None:
    for sent in (None, {"List-Unsubscribe": "One-Click"}, {"do": "undo", "undo": "x"}, {"do": "why", "words": "x"}):
        path = f"/-/newsletters/leave/{token}"
        response = client.post(path, sent) if sent else client.get(path)
        assert response.status_code == 200
        assert "This link is no longer in use" in response.content.decode()
        assert_private(response)
    assert state_of(reader, morning) == State.CONFIRMED


def test_a_reader_who_was_erased_gets_kind_words(client: Client, reader: Reader, morning: MailingList) -> None:
    path = leave_link(reader, morning)
    reader.delete()
    assert client.post(path, ONE_CLICK, content_type=FORM).status_code == 200
    assert client.get(path).status_code == 200


def test_why_is_asked_after_and_kept(client: Client, reader: Reader, morning: MailingList) -> None:
    path = leave_link(reader, morning)
    client.post(path, {"do": "leave"})
    response = client.post(path, {"do": "why", "why": "too_often", "words": " Two a day\nare  plenty "})
    assert "It helps us to do better" in response.content.decode()
    row = Subscription.objects.get()
    assert row.left_why == "too_often: Two a day are plenty"
    client.post(path, {"do": "why", "why": "<script>", "words": "ї" * 999})
    row.refresh_from_db()
    assert row.left_why == "ї" * 300


def test_why_says_nothing_of_a_list_that_is_still_got(client: Client, reader: Reader, morning: MailingList) -> None:
    client.post(leave_link(reader, morning), {"do": "why", "why": "other", "words": "x"})
    row = Subscription.objects.get()
    assert (row.state, row.left_why) == (State.CONFIRMED, "")


def undo_of(client: Client, path: str) -> str:
    """What the button to undo would send, if there is one."""
    return "".join(parsed(client.get(path).content).xpath("//input[@name='undo']/@value"))


def test_a_slip_can_be_undone(client: Client, reader: Reader, morning: MailingList) -> None:
    path = leave_link(reader, morning)
    before = Subscription.objects.get().confirmed_at
    client.post(path, {"do": "leave"})
    sent = {"do": "undo", "undo": undo_of(client, path)}
    response = client.post(path, sent)
    assert "Welcome back to “Morning”" in response.content.decode()
    row = Subscription.objects.get()
    assert (row.state, row.confirmed_at, row.left_at, row.left_by) == (State.CONFIRMED, before, None, "")
    assert ListDay.objects.get().left == 0
    assert [bool(one.withdrawn_at) for one in Consent.objects.order_by("pk")] == [True, False]


def test_an_undo_is_good_for_one_leaving(client: Client, reader: Reader, morning: MailingList) -> None:
    path = leave_link(reader, morning)
    client.post(path, {"do": "leave"})
    sent = {"do": "undo", "undo": undo_of(client, path)}
    client.post(path, sent)
    client.post(path, {"do": "leave"})
    client.post(path, sent)
    assert state_of(reader, morning) == State.UNSUBSCRIBED


@pytest.mark.parametrize("undo", ["", "x", "1-2-aaaaaaaaaaaaaaaaaaaa"])
def test_a_forged_undo_brings_nothing_back(client: Client, reader: Reader, morning: MailingList, undo: str) -> None:
    path = leave_link(reader, morning)
    client.post(path, {"do": "leave"})
    client.post(path, {"do": "undo", "undo": undo})
    assert state_of(reader, morning) == State.UNSUBSCRIBED


def test_after_an_hour_there_is_nothing_to_undo(client: Client, reader: Reader, morning: MailingList) -> None:
    path = leave_link(reader, morning)
    client.post(path, {"do": "leave"})
    Subscription.objects.update(left_at=timezone.now() - timedelta(minutes=61))
    assert not undo_of(client, path)


def test_who_never_confirmed_has_nothing_to_undo_and_is_not_counted(client: Client, morning: MailingList) -> None:
    reader, _sign_up = signed_up("new@reader.example", morning)
    path = leave_link(reader, morning)
    client.post(path, {"do": "leave"})
    assert state_of(reader, morning) == State.UNSUBSCRIBED
    assert not undo_of(client, path)
    assert not ListDay.objects.exists()


def test_a_welcome_that_waits_is_not_sent_after_leaving(client: Client, reader: Reader, morning: MailingList) -> None:
    about = f"subscription:{Subscription.objects.get().pk}"
    for state in (Letter.State.WAITING, Letter.State.SUBMITTED):
        Letter.objects.create(kind="welcome", recipient=ADDRESS, message=b"", about=about, state=state)
    client.post(leave_link(reader, morning), ONE_CLICK, content_type=FORM)
    assert [letter.state for letter in Letter.objects.all()] == [Letter.State.SUBMITTED]


def test_an_issue_on_its_way_does_not_reach_who_left(client: Client, reader: Reader, morning: MailingList) -> None:
    subscribed("stays@reader.example", morning)
    issue = Issue.objects.create(mailing_list=morning, subject="The ferry")
    mailing = Mailing.objects.create(kind=KIND, about=issue.pk)
    ids = list(Subscription.objects.values_list("pk", flat=True))
    assert len(NewsletterKind().recipients(mailing, ids)) == 2
    client.post(leave_link(reader, morning), ONE_CLICK, content_type=FORM)
    found = NewsletterKind().recipients(mailing, ids)
    assert [one.address for one in found.values()] == ["stays@reader.example"]


def test_other_methods_are_refused(client: Client, reader: Reader, morning: MailingList) -> None:
    for ask in (client.put, client.delete, client.patch):
        assert ask(leave_link(reader, morning)).status_code == 405
    assert state_of(reader, morning) == State.CONFIRMED


@pytest.mark.parametrize("by", ["complaint", "bounce", "service"])
def test_who_was_taken_off_by_what_came_back_made_no_slip(
    client: Client, reader: Reader, morning: MailingList, by: str
) -> None:
    path = leave_link(reader, morning)
    row = Subscription.objects.get(reader=reader, mailing_list=morning)
    leave_list(row.pk, by)
    assert not undo_of(client, path)


def test_what_no_database_can_keep_is_no_error(client: Client, reader: Reader, morning: MailingList) -> None:
    path = leave_link(reader, morning)
    client.post(path)
    assert client.post(path, {"do": "why", "why": "\0", "words": "too\0many"}).status_code == 200
    assert Subscription.objects.get(reader=reader, mailing_list=morning).left_why == "too many"
