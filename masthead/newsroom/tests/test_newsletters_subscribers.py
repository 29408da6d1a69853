"""What a publisher does with one reader: look them up, take them off, hand them their data, forget them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from masthead.mail.suppressions import is_suppressed, suppress
from masthead.newsletters.models import MailingList, Subscription
from masthead.newsroom.tests.newsletter_cast import a_list, a_reader
from masthead.people.models import Staff
from masthead.readers.models import Consent, Reader

SEARCH = "newsroom_subscribers"


@pytest.fixture
def desk(publisher: Staff, client: Client) -> Client:
    """A publisher's browser."""
    client.force_login(publisher)
    return client


@pytest.fixture
def morning(paper: Any) -> MailingList:
    return a_list()


@pytest.fixture
def ada(morning: MailingList) -> Reader:
    return a_reader("Ada@Paper.example", morning)


def found(desk: Client, typed: str) -> list[str]:
    answer = desk.post(reverse(SEARCH), {"address": typed})
    return [reader.address for reader in answer.context.get("readers", [])]


def test_a_reader_is_found_by_the_address_or_its_beginning(desk: Client, ada: Reader, morning: MailingList) -> None:
    a_reader("adam@paper.example", morning)
    assert found(desk, " ADA@paper.EXAMPLE ") == ["Ada@Paper.example"]
    assert found(desk, "ada") == ["Ada@Paper.example", "adam@paper.example"]
    assert found(desk, "paper.example") == []
    assert found(desk, "%%%") == []


def test_an_address_is_never_looked_for_by_its_url(desk: Client, ada: Reader) -> None:
    answer = desk.get(reverse(SEARCH), {"address": "ada@paper.example"})
    assert "readers" not in answer.context
    assert 'method="post"' in answer.content.decode()


def test_two_letters_are_too_few(desk: Client, ada: Reader) -> None:
    assert "at least three letters" in desk.post(reverse(SEARCH), {"address": "ad"}).content.decode()


def test_of_many_it_shows_fifty_and_says_so(desk: Client, morning: MailingList) -> None:
    for number in range(51):
        a_reader(f"many{number:02}@paper.example", morning)
    page = desk.post(reverse(SEARCH), {"address": "many"}).content.decode()
    assert "many49@" in page
    assert "many50@" not in page
    assert "There are more." in page


def test_a_suppressed_stranger_is_told_as_such(desk: Client, paper: Any) -> None:
    suppress("gone@paper.example", "complaint")
    page = desk.post(reverse(SEARCH), {"address": "gone@paper.example"}).content.decode()
    assert "Nobody is known here by this address." in page
    assert "reported as spam" in page


def test_a_suppression_is_lifted_for_who_asks_for_it(desk: Client, paper: Any) -> None:
    suppress("Gone@paper.example", "hard_bounce")
    page = desk.post(reverse(SEARCH), {"address": "gone@paper.example"}).content.decode()
    assert 'name="address" value="gone@paper.example"' in page
    answer = desk.post(reverse("newsroom_lift_suppression"), {"address": "gone@paper.example"}, follow=True)
    assert "can be mailed again" in answer.content.decode()
    assert not is_suppressed("gone@paper.example")
    assert (
        "was not suppressed"
        in desk.post(reverse("newsroom_lift_suppression"), {"address": "x@y.example"}, follow=True).content.decode()
    )
    assert "gone@" not in "".join(map(str, ModelLogEntry.objects.values_list("label", "data")))


def test_the_page_of_a_reader_shows_lists_consents_and_suppression(desk: Client, ada: Reader) -> None:
    suppress(ada.address, "hard_bounce", "550 5.1.1 no such user")
    page = desk.get(reverse("newsroom_reader", args=[ada.pk])).content.decode()
    for words in ("Morning", "confirmed", "newsletter:morning", "no such mailbox", "550 5.1.1 no such user"):
        assert words in page


def test_a_reader_is_taken_off_a_list_of_theirs_only(desk: Client, ada: Reader, morning: MailingList) -> None:
    other = a_reader("ben@paper.example", morning)
    theirs, foreign = (Subscription.objects.get(reader=one) for one in (ada, other))
    url = reverse("newsroom_take_off", args=[ada.pk])
    assert desk.post(url, {"subscription": foreign.pk}).status_code == 404
    desk.post(url, {"subscription": theirs.pk})
    theirs.refresh_from_db()
    foreign.refresh_from_db()
    assert (theirs.state, theirs.left_by) == ("unsubscribed", "staff")
    assert foreign.state == "confirmed"


def test_their_data_is_handed_out_whole(desk: Client, ada: Reader) -> None:
    answer = desk.post(reverse("newsroom_reader_data", args=[ada.pk]))
    told = json.loads(answer.content)
    assert told["address"] == "Ada@Paper.example"
    assert told["newsletters"]["subscriptions"][0]["newsletter"] == "Morning"
    assert "ada" not in answer["Content-Disposition"].lower().replace("reader", "")


def test_erasing_asks_first_and_leaves_nothing_but_the_suppression(desk: Client, ada: Reader) -> None:
    suppress(ada.address, "complaint")
    url = reverse("newsroom_erase_reader", args=[ada.pk])
    assert "nothing brings them back" in desk.get(url).content.decode()
    assert Reader.objects.exists()
    desk.post(url)
    assert not Reader.objects.exists()
    assert not Subscription.objects.exists()
    assert not Consent.objects.exists()
    assert is_suppressed("ada@paper.example")


def test_the_log_says_what_was_done_and_names_no_address(desk: Client, ada: Reader, publisher: Staff) -> None:
    subscription = Subscription.objects.get(reader=ada)
    desk.post(reverse("newsroom_take_off", args=[ada.pk]), {"subscription": subscription.pk})
    desk.post(reverse("newsroom_reader_data", args=[ada.pk]))
    desk.post(reverse("newsroom_export_subscribers", args=[subscription.mailing_list_id]))
    desk.post(reverse("newsroom_export_everything"))
    desk.post(reverse("newsroom_erase_reader", args=[ada.pk]))
    entries = list(ModelLogEntry.objects.filter(action__startswith="masthead.").order_by("pk"))
    assert [entry.action.removeprefix("masthead.") for entry in entries] == [
        "take_off_reader", "export_reader", "export_subscribers", "export_newsletters", "erase_reader",
    ]  # fmt: skip
    for entry in entries:
        assert entry.user == publisher
        assert "paper.example" not in f"{entry.label} {entry.data}".lower().replace(publisher.email, "")
    page = desk.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Erased a reader" in page
