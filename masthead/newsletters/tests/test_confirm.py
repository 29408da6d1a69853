"""The link in a confirmation mail."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from masthead.mail.models import Letter, Suppression
from masthead.mail.suppressions import is_suppressed, suppress
from masthead.newsletters.models import ListDay, SignUp, Subscription
from masthead.newsletters.tests.markup import parsed
from masthead.newsletters.tests.reading_cast import (
    State,
    a_list,
    assert_private,
    confirm_link,
    leave_link,
    signed_up,
    state_of,
    subscribed,
)
from masthead.readers.models import Consent
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
ADDRESS = "olena@reader.example"
OLD = 15 * 24 * 60 * 60


@pytest.fixture
def client() -> Client:
    """As a browser that checks what Django checks of forms."""
    return Client(enforce_csrf_checks=True)


def heading(response: object) -> str:
    """What the page is called."""
    [found] = parsed(response.content).xpath("//h1")  # type: ignore[attr-defined]
    return str(found.text_content())


def test_opening_the_link_changes_nothing(paper: CastPaper, client: Client) -> None:
    morning = a_list()
    reader, sign_up = signed_up(ADDRESS, morning)
    for ask in (client.get, client.head):
        response = ask(confirm_link(reader, sign_up))
        assert response.status_code == 200
        assert_private(response)
    page = parsed(client.get(confirm_link(reader, sign_up)).content)
    assert "Morning" in page.xpath("//main")[0].text_content()
    [form] = page.xpath("//main//form")
    assert form.get("method") == "post"
    assert form.get("action") is None
    assert state_of(reader, morning) == State.UNCONFIRMED
    assert not Consent.objects.exists()
    assert SignUp.objects.get().state == SignUp.State.MAILED


def test_the_button_confirms(paper: CastPaper, client: Client) -> None:
    morning, evening = a_list(), a_list("Evening")
    reader, sign_up = signed_up(ADDRESS, morning, evening)
    response = client.post(confirm_link(reader, sign_up))
    assert response.status_code == 200
    assert_private(response)
    assert heading(response) == "Thank you, that is confirmed"
    rows = Subscription.objects.filter(reader=reader)
    assert {row.state for row in rows} == {State.CONFIRMED}
    assert all(row.confirmed_at for row in rows)
    reader.refresh_from_db()
    assert reader.confirmed_at
    sign_up.refresh_from_db()
    assert sign_up.state == SignUp.State.CONFIRMED
    assert sign_up.confirmed_at
    assert {(day.mailing_list.slug, day.joined) for day in ListDay.objects.all()} == {("morning", 1), ("evening", 1)}


def test_what_was_agreed_to_is_kept(paper: CastPaper, client: Client) -> None:
    reader, sign_up = signed_up(ADDRESS, a_list())
    client.post(confirm_link(reader, sign_up))
    consent = Consent.objects.get()
    assert (consent.reader, consent.purpose, consent.form) == (reader, "newsletter:morning", "story")
    assert consent.asked_at == sign_up.at
    assert consent.confirmed_at
    assert consent.confirmed_at > consent.asked_at
    assert consent.wording
    assert consent.wording.text == "By signing up you agree."


def test_pressed_twice_it_says_the_same_and_welcomes_once(paper: CastPaper, client: Client) -> None:
    morning = a_list(welcome="<p>Good morning!</p>")
    evening = a_list("Evening")
    reader, sign_up = signed_up(ADDRESS, morning, evening)
    first, second = (client.post(confirm_link(reader, sign_up)) for _ in range(2))
    assert heading(first) == heading(second)
    assert second.status_code == 200
    letter = Letter.objects.get()
    assert (letter.kind, letter.recipient) == ("welcome", ADDRESS)
    assert Consent.objects.count() == 2
    assert ListDay.objects.get(mailing_list=morning).joined == 1


def test_once_confirmed_opening_the_link_says_so(paper: CastPaper, client: Client) -> None:
    reader, sign_up = signed_up(ADDRESS, a_list())
    client.post(confirm_link(reader, sign_up))
    response = client.get(confirm_link(reader, sign_up))
    assert heading(response) == "Thank you, that is confirmed"
    assert "data-confirm" not in response.content.decode()


def test_it_confirms_only_what_this_form_asked_for(paper: CastPaper, client: Client) -> None:
    morning, evening, weekly = a_list(), a_list("Evening"), a_list("Weekly")
    reader = subscribed(ADDRESS, weekly)
    before = Subscription.objects.get(mailing_list=weekly).confirmed_at
    signed_up(ADDRESS, evening)
    _reader, sign_up = signed_up(ADDRESS, morning, weekly)
    client.post(confirm_link(reader, sign_up))
    assert state_of(reader, morning) == State.CONFIRMED
    assert state_of(reader, evening) == State.UNCONFIRMED
    kept = Subscription.objects.get(mailing_list=weekly)
    assert (kept.state, kept.confirmed_at, kept.form) == (State.CONFIRMED, before, "front")


def test_a_used_link_does_not_bring_back_what_was_left_since(paper: CastPaper, client: Client) -> None:
    morning = a_list()
    reader, sign_up = signed_up(ADDRESS, morning)
    client.post(confirm_link(reader, sign_up))
    client.post(leave_link(reader, morning))
    response = client.post(confirm_link(reader, sign_up))
    assert state_of(reader, morning) == State.UNSUBSCRIBED
    assert heading(response) == "You have left since"
    assert parsed(response.content).xpath("//form[@action='/-/newsletters/sign-up']")


def test_who_left_after_signing_up_stays_away(paper: CastPaper, client: Client) -> None:
    morning = a_list()
    reader, sign_up = signed_up(ADDRESS, morning)
    client.post(leave_link(reader, morning))
    client.post(confirm_link(reader, sign_up))
    assert state_of(reader, morning) == State.UNSUBSCRIBED


def test_who_left_and_signed_up_again_comes_back(paper: CastPaper, client: Client) -> None:
    morning = a_list(welcome="<p>Good morning!</p>")
    reader = subscribed(ADDRESS, morning)
    client.post(leave_link(reader, morning))
    reader, sign_up = signed_up(ADDRESS, morning, at=timezone.now() + timedelta(seconds=1))
    client.post(confirm_link(reader, sign_up))
    row = Subscription.objects.get()
    assert (row.state, row.left_at, row.left_by) == (State.CONFIRMED, None, "")
    assert not Letter.objects.exists(), "the welcome is mailed once"


def test_a_late_link_says_so_and_offers_the_form(paper: CastPaper, client: Client) -> None:
    morning = a_list()
    reader, sign_up = signed_up(ADDRESS, morning)
    late = confirm_link(reader, sign_up, time.time() - OLD)
    for ask in (client.get, client.post):
        response = ask(late)
        assert heading(response) == "This link is too old"
        assert parsed(response.content).xpath("//form[@action='/-/newsletters/sign-up']")
        assert_private(response)
    assert state_of(reader, morning) == State.UNCONFIRMED


def test_a_late_link_that_was_used_opens_no_preferences(paper: CastPaper, client: Client) -> None:
    reader, sign_up = signed_up(ADDRESS, a_list())
    client.post(confirm_link(reader, sign_up))
    response = client.post(confirm_link(reader, sign_up, time.time() - OLD))
    assert heading(response) == "Thank you, that is confirmed"
    assert "/preferences/" not in response.content.decode()


@pytest.mark.parametrize("change", ["x", "-", "%00", "é", "1-2-3-aaaaaaaaaaaaaaaaaaaa", "a" * 600])
def test_a_forged_link_is_a_404_with_words(paper: CastPaper, client: Client, change: str) -> None:
    morning = a_list()
    reader, sign_up = signed_up(ADDRESS, morning)
    path = confirm_link(reader, sign_up)
    for forged in (path + change, f"/-/newsletters/confirm/{change}"):
        for ask in (client.get, client.post):
            response = ask(forged)
            assert response.status_code == 404
            assert heading(response) == "This link opens nothing"
            assert_private(response)
    assert state_of(reader, morning) == State.UNCONFIRMED


def test_a_link_of_a_reader_who_was_erased_opens_nothing(paper: CastPaper, client: Client) -> None:
    reader, sign_up = signed_up(ADDRESS, a_list())
    path = confirm_link(reader, sign_up)
    reader.delete()
    assert client.post(path).status_code == 404


@pytest.mark.parametrize("reason", [Suppression.Reason.ASKED, Suppression.Reason.HARD_BOUNCE])
def test_who_confirms_by_mail_is_mailed_again(paper: CastPaper, client: Client, reason: str) -> None:
    reader, sign_up = signed_up(ADDRESS, a_list())
    suppress(ADDRESS, reason)
    client.get(confirm_link(reader, sign_up))
    assert is_suppressed(ADDRESS)
    client.post(confirm_link(reader, sign_up))
    assert not is_suppressed(ADDRESS)


def test_who_reported_us_is_told_why_nothing_comes(paper: CastPaper, client: Client) -> None:
    reader, sign_up = signed_up(ADDRESS, a_list())
    suppress(ADDRESS, Suppression.Reason.COMPLAINT)
    response = client.post(confirm_link(reader, sign_up))
    assert is_suppressed(ADDRESS)
    assert "Write to desk@tideway.example" in response.content.decode()
