"""Lists, and readers at different stages, for the tests of what readers meet after the form."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from masthead.newsletters import links
from masthead.newsletters.models import MailingList, SignUp, Subscription
from masthead.newsletters.wording import keep
from masthead.readers.actions.find_or_make_reader import find_or_make_reader
from masthead.readers.actions.record_consent import record_consent
from masthead.readers.models import Reader

State = Subscription.State
WORDS = "By signing up you agree."


def a_list(name: str = "Morning", **fields: Any) -> MailingList:
    """A list that is open."""
    fields = {"summary": "The day in five stories", "frequency": "Every weekday at 7:00", **fields}
    return MailingList.objects.create(name=name, slug=name.lower(), **fields)


def signed_up(address: str, *lists: MailingList, at: datetime | None = None) -> tuple[Reader, SignUp]:
    """Somebody filled a form and was mailed a link."""
    at = at or timezone.now() - timedelta(minutes=5)
    reader = find_or_make_reader(address)
    sign_up = SignUp.objects.create(
        address=address, lists=[row.slug for row in lists], form="story", wording=keep(WORDS), network="net",
        state=SignUp.State.MAILED, at=at,
    )  # fmt: skip
    for row in lists:
        Subscription.objects.get_or_create(
            mailing_list=row, reader=reader, defaults={"form": "story", "asked_at": at, "state": State.UNCONFIRMED}
        )
    return reader, sign_up


def subscribed(address: str, *lists: MailingList, at: datetime | None = None) -> Reader:
    """A reader who has confirmed these lists."""
    at = at or timezone.now() - timedelta(days=3)
    reader = find_or_make_reader(address)
    Reader.objects.filter(pk=reader.pk).update(confirmed_at=at, since=at)
    for row in lists:
        Subscription.objects.create(
            mailing_list=row, reader=reader, state=State.CONFIRMED, form="front", asked_at=at, confirmed_at=at
        )
        record_consent(reader, row.purpose, "front", at, at, keep(WORDS))
    reader.refresh_from_db()
    return reader


def state_of(reader: Reader, mailing_list: MailingList) -> str:
    """Where the reader's subscription stands; empty when there is none."""
    found = Subscription.objects.filter(reader=reader, mailing_list=mailing_list)
    return found.values_list("state", flat=True).first() or ""


def confirm_link(reader: Reader, sign_up: SignUp, now: float | None = None) -> str:
    """The link in the confirmation mail."""
    return links.confirm_path(reader.pk, sign_up.pk, reader.token, now)


def leave_link(reader: Reader, mailing_list: MailingList) -> str:
    """The link in each issue."""
    row = Subscription.objects.get(reader=reader, mailing_list=mailing_list)
    return links.leave_path(row.pk)


def own_link(reader: Reader) -> str:
    """The link to the preferences."""
    return links.preferences_path(reader.pk, reader.token)


def assert_private(response: Any) -> None:
    """No cookie, no cache, no search engine, no other site."""
    assert not response.cookies
    assert "Set-Cookie" not in response
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "Masthead-Printed" not in response
