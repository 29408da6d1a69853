"""Moving to another address."""

from __future__ import annotations

import time
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.test import Client
from django.utils import timezone

from masthead.mail.models import Letter, Suppression
from masthead.mail.suppressions import suppress
from masthead.newsletters import links
from masthead.newsletters.actions.ask_new_address import ask_new_address, take_new_address
from masthead.newsletters.actions.forget_unconfirmed import forget_unconfirmed
from masthead.newsletters.models import ListDay, MailingList, SignUp, Subscription
from masthead.newsletters.tests.markup import parsed
from masthead.newsletters.tests.reading_cast import (
    State,
    a_list,
    assert_private,
    leave_link,
    own_link,
    signed_up,
    state_of,
    subscribed,
)
from masthead.readers.actions.erase_reader import erase_reader
from masthead.readers.models import Consent, Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
OLD, NEW = "olena@reader.example", "new@gmail.com"


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
    return subscribed(OLD, morning)


def message_of(letter: Letter) -> EmailMessage:
    """The mail as a mail program reads it."""
    found = message_from_bytes(bytes(letter.message), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def link_in(letter: Letter) -> str:
    """The path that the mail leads to."""
    body = message_of(letter).get_body(("plain",))
    assert body
    line: str
    [line] = [line for line in body.get_content().split() if "/-/newsletters/change/" in line]
    return line[line.index("/-/") :]


def test_the_new_address_is_asked_and_nothing_changes_before(client: Client, reader: Reader) -> None:
    response = client.post(own_link(reader), {"do": "address", "email": f"  {NEW} "})
    assert response.status_code == 303
    assert "We have sent a mail to the new address" in client.get(response["Location"]).content.decode()
    letter = Letter.objects.get()
    assert (letter.kind, letter.recipient) == ("new_address", NEW)
    said = message_of(letter).as_string()
    assert OLD not in said, "who mistypes an address tells a stranger nothing"
    shown = client.get(link_in(letter))
    assert_private(shown)
    assert NEW in shown.content.decode()
    reader.refresh_from_db()
    assert reader.address == OLD


def test_the_link_makes_the_change_and_tells_the_old_address(
    client: Client, reader: Reader, morning: MailingList
) -> None:
    old_link, old_token = own_link(reader), reader.token
    client.post(own_link(reader), {"do": "address", "email": NEW})
    response = client.post(link_in(Letter.objects.get()))
    assert response.status_code == 303
    assert_private(response)
    reader.refresh_from_db()
    assert (reader.address, reader.key, reader.group) == (NEW, NEW, "gmail")
    assert reader.token != old_token
    assert response["Location"] == f"{own_link(reader)}?done=address"
    assert "come to this address from now on" in client.get(response["Location"]).content.decode()
    assert client.get(old_link).status_code == 404
    note = Letter.objects.get(kind="address_changed")
    assert note.recipient == OLD
    assert NEW not in message_of(note).as_string()
    assert not ListDay.objects.exists()


def test_the_link_works_once(client: Client, reader: Reader) -> None:
    path = links.change_path(reader.pk, NEW, reader.token)
    assert client.post(path).status_code == 303
    assert client.post(path).status_code == 404
    assert Letter.objects.filter(kind="address_changed").count() == 1


def test_a_late_link_opens_nothing(client: Client, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    path = links.change_path(reader.pk, NEW, reader.token)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + links.CONFIRM_FOR + 1)
    assert client.post(path).status_code == 404
    reader.refresh_from_db()
    assert reader.address == OLD


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Please enter a correct email address"),
        ("olena", "Please enter a correct email address"),
        ("a@b\nBcc: c@d.example", "Please enter a correct email address"),
        ("x" * 300 + "@reader.example", "Please enter a correct email address"),
        ("OLENA@reader.example", "Your newsletters go to this address already"),
    ],
)
def test_mistakes_are_told_beside_the_field(client: Client, reader: Reader, typed: str, words: str) -> None:
    response = client.post(own_link(reader), {"do": "address", "email": typed})
    assert response.status_code == 422
    assert_private(response)
    page = parsed(response.content)
    [field] = page.xpath("//input[@name='email']")
    assert field.get("aria-invalid") == "true"
    assert field.get("value") == typed[:320]
    [problem] = [one for one in field.get("aria-describedby").split() if one.endswith("error")]
    assert page.get_element_by_id(problem).text_content() == words
    assert not Letter.objects.exists()


def test_three_mails_a_day_and_no_more(client: Client, reader: Reader) -> None:
    for number in range(3):
        assert client.post(own_link(reader), {"do": "address", "email": f"n{number}@a.example"}).status_code == 303
    response = client.post(own_link(reader), {"do": "address", "email": "n4@a.example"})
    assert response.status_code == 422
    assert "We have sent 3 such mails today" in response.content.decode()
    assert Letter.objects.count() == 3
    Letter.objects.update(posted_at=timezone.now() - timedelta(days=1, minutes=1))
    assert client.post(own_link(reader), {"do": "address", "email": "n4@a.example"}).status_code == 303


def test_nobody_is_mailed_by_many_readers(client: Client, reader: Reader, morning: MailingList) -> None:
    for number in range(5):
        other = subscribed(f"r{number}@reader.example", morning)
        assert client.post(own_link(other), {"do": "address", "email": NEW}).status_code == 303
    assert Letter.objects.filter(recipient=NEW).count() == 3


def test_an_address_that_reported_us_is_not_mailed(client: Client, reader: Reader) -> None:
    suppress(NEW, Suppression.Reason.COMPLAINT)
    response = client.post(own_link(reader), {"do": "address", "email": NEW})
    assert response.status_code == 303, "and nobody learns of it"
    assert not Letter.objects.exists()


def test_a_known_address_gets_the_same_answer(client: Client, reader: Reader, morning: MailingList) -> None:
    subscribed(NEW, morning)
    response = client.post(own_link(reader), {"do": "address", "email": NEW})
    assert response["Location"].endswith("?done=mailed")
    assert Letter.objects.get().recipient == NEW


def test_two_readers_become_one(client: Client, reader: Reader, morning: MailingList) -> None:
    evening, weekly, quiet = a_list("Evening"), a_list("Weekly"), a_list("Quiet")
    early = timezone.now() - timedelta(days=900)
    other = subscribed(NEW, evening, at=early)
    signed_up(NEW, morning)  # not confirmed: reader has it confirmed
    signed_up(OLD, evening)  # the other way round
    for one in (reader, other):
        Subscription.objects.create(reader=one, mailing_list=weekly, state=State.CONFIRMED, confirmed_at=timezone.now())
    Subscription.objects.create(reader=other, mailing_list=quiet, state=State.UNSUBSCRIBED, left_at=timezone.now())
    kept_leave, kept_page = leave_link(other, weekly), own_link(other)

    response = client.post(links.change_path(reader.pk, NEW, reader.token))
    assert response["Location"].startswith(kept_page), "links in the mailbox that stays go on working"
    assert list(Reader.objects.all()) == [other]
    states = {row.mailing_list.slug: row.state for row in Subscription.objects.filter(reader=other)}
    assert states == {
        "morning": State.CONFIRMED, "evening": State.CONFIRMED, "weekly": State.CONFIRMED, "quiet": State.UNSUBSCRIBED
    }  # fmt: skip
    assert Subscription.objects.count() == 4
    purposes = {one.purpose: one for one in Consent.objects.filter(reader=other)}
    assert set(purposes) == {"newsletter:morning", "newsletter:evening"}
    assert purposes["newsletter:evening"].asked_at == early
    other.refresh_from_db()
    assert other.since == early
    assert other.confirmed_at == early
    assert ListDay.objects.get().mailing_list == weekly
    assert ListDay.objects.get().left == 1, "two got it, now it is one"
    client.post(kept_leave, {"List-Unsubscribe": "One-Click"})
    assert state_of(other, weekly) == State.UNSUBSCRIBED


def test_what_was_left_at_one_address_and_got_at_the_other_is_got(
    client: Client, reader: Reader, morning: MailingList
) -> None:
    other = subscribed(NEW, morning)
    client.post(leave_link(other, morning))
    client.post(links.change_path(reader.pk, NEW, reader.token))
    row = Subscription.objects.get()
    assert (row.reader, row.state, row.left_at, row.left_by) == (other, State.CONFIRMED, None, "")


def test_a_pause_goes_along(client: Client, reader: Reader) -> None:
    until = timezone.now() + timedelta(days=10)
    Subscription.objects.update(paused_until=until)
    client.post(links.change_path(reader.pk, NEW, reader.token))
    assert Subscription.objects.get().paused_until == until


def test_a_stranger_is_not_flooded_by_who_asks_and_is_erased_again_and_again(morning: MailingList) -> None:
    mailed = 0
    for _turn in range(4):
        reader = subscribed("own@evil.example", morning)
        for spelling in ("v.ictim@gmail.com", "victim+1@gmail.com", "Victim@googlemail.com"):
            ask_new_address(reader, spelling)
        mailed += Letter.objects.filter(kind="new_address", state=Letter.State.WAITING).count()
        erase_reader(reader)
    assert mailed == 3
    kept = Letter.objects.filter(kind="new_address")
    assert not kept.filter(recipient__contains="@").exists()
    assert not kept.exclude(message=b"").exists()
    assert not kept.filter(state=Letter.State.WAITING).exists()


def test_what_limits_need_is_kept_for_a_day(morning: MailingList, reader: Reader) -> None:
    ask_new_address(reader, "victim@gmail.com")
    erase_reader(reader)
    forget_unconfirmed()
    assert Letter.objects.filter(kind="new_address").count() == 1
    Letter.objects.update(posted_at=timezone.now() - timedelta(hours=25))
    forget_unconfirmed()
    assert not Letter.objects.filter(kind="new_address").exists()


def test_the_address_that_was_left_is_forgotten_by_forms_too(morning: MailingList, reader: Reader) -> None:
    signed_up(OLD.upper(), morning)
    take_new_address(reader, NEW)
    assert not SignUp.objects.filter(address__iexact=OLD).exists()
