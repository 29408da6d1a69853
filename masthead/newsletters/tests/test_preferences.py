"""The page on which readers see and change what they get."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from masthead.mail.models import Letter, Suppression
from masthead.mail.suppressions import suppress
from masthead.newsletters.models import ListDay, MailingList, Subscription
from masthead.newsletters.queries import confirmed
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
from masthead.readers.models import Consent, Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
ADDRESS = "olena@reader.example"


@pytest.fixture
def client() -> Client:
    """As a browser that checks what Django checks of forms."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def lists(paper: CastPaper) -> list[MailingList]:
    """Morning, which is got; Evening, which is open; Old, which is closed and got; Past, which is closed."""
    return [a_list(), a_list("Evening"), a_list("Old", is_open=False), a_list("Past", is_open=False)]


@pytest.fixture
def reader(lists: list[MailingList]) -> Reader:
    """Who gets Morning and Old."""
    return subscribed(ADDRESS, lists[0], lists[2])


def ticked(response: Any) -> dict[str, bool]:
    """The lists on the page, and whether each is ticked."""
    boxes = parsed(response.content).xpath("//input[@type='checkbox']")
    return {box.get("value"): box.get("checked") is not None for box in boxes}


def send(client: Client, reader: Reader, **sent: Any) -> Any:
    """Send a form of the page, and see the page that comes then."""
    response = client.post(own_link(reader), sent)
    assert_private(response)
    if response.status_code != 303:
        return response
    shown = client.get(response["Location"])
    assert_private(shown)
    return shown


def test_it_shows_open_lists_and_closed_ones_that_are_got(client: Client, reader: Reader) -> None:
    response = client.get(own_link(reader))
    assert response.status_code == 200
    assert_private(response)
    assert ticked(response) == {"morning": True, "evening": False, "old": True}
    assert ADDRESS in response.content.decode()


def test_joining_needs_no_further_mail(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    response = send(client, reader, do="lists", shown=["morning", "evening", "old"], list=["morning", "evening", "old"])
    assert ticked(response) == {"morning": True, "evening": True, "old": True}
    assert "Saved." in response.content.decode()
    assert state_of(reader, lists[1]) == State.CONFIRMED
    consent = Consent.objects.get(purpose="newsletter:evening")
    assert consent.form == "preferences"
    assert consent.confirmed_at
    assert consent.wording
    assert "The Tideway Post" in consent.wording.text
    assert not Letter.objects.exists()
    assert ListDay.objects.get().joined == 1


def test_a_list_that_is_joined_welcomes(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    MailingList.objects.filter(slug="evening").update(welcome="<p>Good evening!</p>")
    for _ in range(2):
        send(client, reader, do="lists", shown=["evening"], list=["evening"])
        send(client, reader, do="lists", shown=["evening"])
        send(client, reader, do="lists", shown=["evening"], list=["evening"])
    assert Letter.objects.filter(kind="welcome").count() <= 1


def test_taking_a_tick_away_leaves(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    response = send(client, reader, do="lists", shown=["morning", "evening", "old"], list=["morning"])
    assert ticked(response) == {"morning": True, "evening": False}
    row = Subscription.objects.get(mailing_list=lists[2])
    assert (row.state, row.left_by) == (State.UNSUBSCRIBED, "preferences")


def test_a_list_that_was_not_shown_stays(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    send(client, reader, do="lists", shown=["morning"], list=["morning"])
    assert state_of(reader, lists[2]) == State.CONFIRMED


def test_a_closed_list_cannot_be_joined(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    send(client, reader, do="lists", shown=["past", "nothing"], list=["past", "nothing"])
    assert state_of(reader, lists[3]) == ""


def test_saving_again_changes_nothing(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    before = list(Subscription.objects.order_by("pk").values())
    send(client, reader, do="lists", shown=["morning", "old"], list=["morning", "old"])
    assert list(Subscription.objects.order_by("pk").values()) == before
    assert not ListDay.objects.exists()


def test_an_unconfirmed_reader_who_opens_the_page_has_shown_the_address_to_be_theirs(
    client: Client, lists: list[MailingList]
) -> None:
    reader, _sign_up = signed_up("new@reader.example", lists[0])
    assert ticked(client.get(own_link(reader))) == {"morning": False, "evening": False}
    assert Reader.objects.filter(confirmed_at=None).count() == 1
    send(client, reader, do="lists", shown=["morning"], list=["morning"])
    assert Reader.objects.filter(confirmed_at=None).count() == 0
    assert state_of(reader, lists[0]) == State.CONFIRMED


def test_a_pause_holds_for_a_month_and_can_be_ended(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    response = send(client, reader, do="pause")
    assert "Paused. Nothing comes for a month." in response.content.decode()
    assert "End the pause" in response.content.decode()
    assert not confirmed(lists[0]).exists()
    assert not confirmed(lists[2]).exists()
    [until] = set(Subscription.objects.values_list("paused_until", flat=True))
    assert until
    assert timedelta(days=29) < until - timezone.now() < timedelta(days=31)
    response = send(client, reader, do="resume")
    assert "Pause for a month" in response.content.decode()
    assert confirmed(lists[0]).exists()


def test_a_pause_that_is_over_is_not_shown(client: Client, reader: Reader) -> None:
    Subscription.objects.update(paused_until=timezone.now() - timedelta(minutes=1))
    assert "Pause for a month" in client.get(own_link(reader)).content.decode()


def test_all_can_be_left_at_once(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    response = send(client, reader, do="leave")
    assert ticked(response) == {"morning": False, "evening": False}
    assert "Pause for a month" not in response.content.decode()
    assert {row.state for row in Subscription.objects.all()} == {State.UNSUBSCRIBED}
    assert sum(day.left for day in ListDay.objects.all()) == 2


def test_old_links_can_be_made_void(client: Client, reader: Reader, lists: list[MailingList]) -> None:
    old = own_link(reader)
    response = client.post(old, {"do": "void"})
    new = response["Location"]
    assert client.get(new).status_code == 200
    assert client.get(old).status_code == 404
    client.post(leave_link(reader, lists[0]), {"List-Unsubscribe": "One-Click"})
    assert state_of(reader, lists[0]) == State.UNSUBSCRIBED, "any mail must do for leaving"


@pytest.mark.parametrize("end", ["", "/data", "/erase"])
@pytest.mark.parametrize("token", ["x", "1-aaaaaaaaaaaaaaaaaaaa", "999999-aaaaaaaaaaaaaaaaaaaa"])
def test_a_forged_link_opens_nothing(client: Client, reader: Reader, token: str, end: str) -> None:
    path = f"/-/newsletters/preferences/{token}{end}"
    for response in (client.get(path), client.post(path, {"do": "leave"})):
        assert response.status_code in (404, 405)
        assert ADDRESS not in response.content.decode()
    assert Subscription.objects.filter(state=State.CONFIRMED).count() == 2


def test_a_link_to_leave_is_no_link_to_the_preferences(
    client: Client, reader: Reader, lists: list[MailingList]
) -> None:
    token = leave_link(reader, lists[0]).rpartition("/")[2]
    assert client.get(f"/-/newsletters/preferences/{token}").status_code == 404


def test_who_reported_us_is_told_why_nothing_comes(client: Client, reader: Reader) -> None:
    assert "reported as spam" not in client.get(own_link(reader)).content.decode()
    suppress(ADDRESS, Suppression.Reason.COMPLAINT)
    assert "reported as spam" in client.get(own_link(reader)).content.decode()


def test_the_data_is_a_file(client: Client, reader: Reader) -> None:
    response = client.get(f"{own_link(reader)}/data")
    assert response["Content-Disposition"].startswith("attachment")
    assert_private(response)
    told = json.loads(response.content)
    assert told["address"] == ADDRESS
    assert {one["newsletter"] for one in told["newsletters"]["subscriptions"]} == {"Morning", "Old"}
    assert {one["purpose"] for one in told["consents"]} == {"newsletter:morning", "newsletter:old"}
    assert client.post(f"{own_link(reader)}/data").status_code == 405


def test_words_that_were_not_ours_are_not_shown(client: Client, reader: Reader) -> None:
    response = client.get(own_link(reader), {"done": "<b>You won</b>"})
    assert "You won" not in response.content.decode()
    assert "own-done" not in parsed(response.content).xpath("string(//main/@class)")


def test_a_form_with_nothing_in_it_shows_the_page(client: Client, reader: Reader) -> None:
    assert client.post(own_link(reader)).status_code == 200
    assert Subscription.objects.filter(state=State.CONFIRMED).count() == 2
