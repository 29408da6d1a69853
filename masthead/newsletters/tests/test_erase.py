"""Being forgotten."""

from __future__ import annotations

import pytest
from django.test import Client

from masthead.mail.models import Chunk, Letter, Mailing, Suppression, Undelivered
from masthead.mail.queries import counts
from masthead.mail.sending.freezing import packed
from masthead.mail.suppressions import is_suppressed, note_soft_bounce, suppress
from masthead.newsletters.actions.ask_new_address import ask_new_address
from masthead.newsletters.links import change_path
from masthead.newsletters.mailing_kind import KIND
from masthead.newsletters.models import Issue, ListDay, MailingList, SignUp, Subscription
from masthead.newsletters.tests.reading_cast import (
    a_list,
    assert_private,
    confirm_link,
    leave_link,
    own_link,
    signed_up,
    subscribed,
)
from masthead.readers.actions.erase_reader import erase_reader
from masthead.readers.actions.export_reader import export_reader
from masthead.readers.models import Consent, Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
ADDRESS = "Olena@reader.example"


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
    """Who gets it, signed up for another, was mailed, bounced, and was suppressed."""
    reader = subscribed(ADDRESS, morning)
    signed_up(ADDRESS.lower(), a_list("Evening"))
    SignUp.objects.create(address=ADDRESS, lists=["morning"], form="front", network="net")
    row = Subscription.objects.get(mailing_list=morning)
    Letter.objects.create(
        kind="confirm",
        recipient=ADDRESS.lower(),
        message=b"x",
        state=Letter.State.SUBMITTED,
        about=f"reader:{reader.pk}",
    )
    Letter.objects.create(kind="welcome", recipient=ADDRESS, message=b"x", about=f"subscription:{row.pk}")
    issue = Issue.objects.create(mailing_list=morning, subject="The ferry returns")
    mailing = Mailing.objects.create(kind=KIND, about=issue.pk)
    Undelivered.objects.create(mailing=mailing, recipient=row.pk, state=Undelivered.State.BOUNCED, answer="no such")
    suppress(ADDRESS, Suppression.Reason.HARD_BOUNCE)
    return reader


@pytest.fixture
def stranger(morning: MailingList) -> Reader:
    """Somebody else, of whom everything stays."""
    stranger = subscribed("stranger@reader.example", morning)
    Letter.objects.create(kind="welcome", recipient=stranger.address, message=b"x")
    mailing = Mailing.objects.create(kind="appeal", about=1)
    row = Subscription.objects.get(reader=stranger)
    Undelivered.objects.create(mailing=mailing, recipient=row.pk, state=Undelivered.State.REFUSED)
    SignUp.objects.create(address=stranger.address, lists=["morning"], form="front", network="net")
    return stranger


def test_asking_changes_nothing(client: Client, reader: Reader) -> None:
    response = client.get(f"{own_link(reader)}/erase")
    assert_private(response)
    said = response.content.decode()
    assert "This is deleted" in said
    assert "This stays" in said
    assert Reader.objects.filter(pk=reader.pk).exists()


def test_all_that_names_the_reader_goes(client: Client, reader: Reader, stranger: Reader) -> None:
    page = own_link(reader)
    response = client.post(f"{page}/erase")
    assert response.status_code == 200
    assert_private(response)
    assert "We have forgotten you" in response.content.decode()
    assert list(Reader.objects.all()) == [stranger]
    assert {row.reader for row in Subscription.objects.all()} == {stranger}
    assert {row.reader for row in Consent.objects.all()} == {stranger}
    assert [letter.recipient for letter in Letter.objects.all()] == [stranger.address]
    assert [row.mailing.kind for row in Undelivered.objects.filter(recipient__gt=0)] == ["appeal"]
    assert not Undelivered.objects.filter(mailing__kind=KIND).exclude(answer="").exists()
    assert sorted(row.address for row in SignUp.objects.all()) == ["", "", stranger.address]
    assert client.get(page).status_code == 404


def test_counts_and_the_suppression_stay(client: Client, reader: Reader, morning: MailingList) -> None:
    client.post(f"{own_link(reader)}/erase")
    assert is_suppressed(ADDRESS)
    day = ListDay.objects.get()
    assert (day.mailing_list, day.left) == (morning, 1)
    assert SignUp.objects.count() == 2


def test_a_form_that_waits_is_not_worked_off(client: Client, reader: Reader) -> None:
    client.post(f"{own_link(reader)}/erase")
    assert not SignUp.objects.filter(state=SignUp.State.WAITING).exists()


def test_links_of_old_mails_end_kindly(client: Client, reader: Reader, morning: MailingList) -> None:
    leave, sign_up = leave_link(reader, morning), SignUp.objects.filter(state=SignUp.State.MAILED).get()
    confirm = confirm_link(reader, sign_up)
    client.post(f"{own_link(reader)}/erase")
    assert client.post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(confirm).status_code == 404
    assert not Reader.objects.exists()


def test_the_export_holds_all_that_the_erasure_deletes(reader: Reader) -> None:
    told = export_reader(reader)
    assert told["address"] == ADDRESS
    assert told["address_confirmed_at"]
    [consent] = told["consents"]
    assert consent["purpose"] == "newsletter:morning"
    assert consent["words"] == "By signing up you agree."
    own = told["newsletters"]
    assert {(one["newsletter"], one["state"]) for one in own["subscriptions"]} == {
        ("Morning", "confirmed"), ("Evening", "unconfirmed")
    }  # fmt: skip
    assert len(own["sign_ups"]) == 2
    assert [(one["issue"], one["state"]) for one in own["issues_not_delivered"]] == [("The ferry returns", "bounced")]
    assert [letter["kind"] for letter in told["letters"]] == ["confirm", "welcome"]
    assert told["suppressed"]["reason"] == "hard_bounce"


def test_mails_to_other_addresses_of_the_reader_go_too(client: Client, reader: Reader) -> None:
    client.post(own_link(reader), {"do": "address", "email": "never@reader.example"})
    client.post(change_path(reader.pk, "new@reader.example", reader.token))
    assert {letter.kind for letter in Letter.objects.all()} > {"new_address", "address_changed"}
    reader.refresh_from_db()
    client.post(f"{own_link(reader)}/erase")
    assert not Letter.objects.filter(recipient__contains="@").exists()
    assert not Letter.objects.exclude(message=b"", about="").exists()


def test_so_do_those_of_the_reader_that_it_became_one_with(client: Client, reader: Reader, stranger: Reader) -> None:
    client.post(change_path(reader.pk, stranger.address, reader.token))
    client.post(f"{own_link(stranger)}/erase")
    assert not Reader.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("state", ["deferred", "refused", "in_doubt", "gone", "suppressed", "submitted"])
def test_the_counts_of_a_mailing_add_up_after_an_erasure(reader: Reader, state: str) -> None:
    row = Subscription.objects.get(reader=reader, mailing_list__slug="morning")
    mailing = Mailing.objects.create(kind=KIND, about=77, state=Mailing.State.DONE)
    ids = packed([row.pk, 9_999_999])
    Chunk.objects.create(mailing=mailing, recipients=ids, size=2, place=2, taken=1, state=Chunk.State.DONE)
    Undelivered.objects.create(mailing=mailing, recipient=row.pk, state=state, tries=1, answer="550 no such user")
    erase_reader(reader)
    now = counts(mailing)
    assert (now.audience, now.answered, now.left) == (2, 2, 0)
    assert not Undelivered.objects.filter(state=Undelivered.State.DEFERRED).exists()


def test_the_export_tells_of_other_addresses_and_of_mail_that_came_back(reader: Reader) -> None:
    ask_new_address(reader, "new@reader.example")
    note_soft_bounce(ADDRESS)
    told = export_reader(reader)
    [letter] = told["newsletters"]["letters_to_other_addresses"]
    assert (letter["to"], letter["kind"]) == ("new@reader.example", "new_address")
    assert told["mailbox_that_took_no_mail"]["times"] == 1
