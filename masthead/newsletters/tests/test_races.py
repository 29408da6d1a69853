"""The same link used many times at one moment, and links against each other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from masthead.mail.models import Letter
from masthead.newsletters.actions.ask_new_address import Asked, ask_new_address
from masthead.newsletters.models import ListDay, Subscription
from masthead.newsletters.tests.reading_cast import (
    State,
    a_list,
    confirm_link,
    leave_link,
    own_link,
    signed_up,
    subscribed,
)
from masthead.readers.models import Consent, Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6
ADDRESS = "olena@reader.example"


def together(*works: Callable[[], object]) -> list[object]:
    """What each gives, all begun at the same moment."""
    start = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        start.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def posting(path: str, **sent: str) -> Callable[[], object]:
    """A browser that sends a form."""
    return lambda: Client().post(path, sent).status_code


def test_many_clicks_confirm_once(paper: CastPaper) -> None:
    reader, sign_up = signed_up(ADDRESS, a_list(welcome="<p>Good morning!</p>"))
    path = confirm_link(reader, sign_up)
    assert set(together(*[posting(path)] * AT_ONCE)) == {200}
    assert Letter.objects.filter(kind="welcome").count() == 1
    assert Consent.objects.count() == 1
    assert ListDay.objects.get().joined == 1


def test_many_clicks_leave_once(paper: CastPaper) -> None:
    morning = a_list()
    reader = subscribed(ADDRESS, morning)
    path = leave_link(reader, morning)
    one_click = {"List-Unsubscribe": "One-Click"}
    assert set(together(*[posting(path, **one_click), posting(path)] * 3)) == {200}
    assert ListDay.objects.get().left == 1
    assert Subscription.objects.get().state == State.UNSUBSCRIBED


def test_joining_in_many_windows_joins_once(paper: CastPaper) -> None:
    a_list(welcome="<p>Good morning!</p>")
    reader = subscribed(ADDRESS)
    form = posting(own_link(reader), do="lists", shown="morning", list="morning")
    assert set(together(*[form] * AT_ONCE)) == {303}
    assert Subscription.objects.get().state == State.CONFIRMED
    assert Letter.objects.filter(kind="welcome").count() == 1
    assert ListDay.objects.get().joined == 1


def test_no_more_mails_to_new_addresses_than_three_a_day(paper: CastPaper) -> None:
    reader = subscribed(ADDRESS, a_list())
    found = together(*[lambda n=n: ask_new_address(reader, f"new{n}@reader.example") for n in range(AT_ONCE)])
    assert sorted(str(one) for one in found) == sorted([str(Asked.MAILED)] * 3 + [str(Asked.TOO_OFTEN)] * 3)
    assert Letter.objects.count() == 3


def test_a_new_address_is_taken_once(paper: CastPaper) -> None:
    from masthead.newsletters.links import change_path

    morning = a_list()
    reader, other = subscribed(ADDRESS, morning), subscribed("other@reader.example", morning)
    path = change_path(reader.pk, "other@reader.example", reader.token)
    found = together(*[posting(path)] * AT_ONCE)
    assert sorted(found, key=str) == [303] + [404] * (AT_ONCE - 1)
    assert Reader.objects.get() == other
    assert Subscription.objects.get().state == State.CONFIRMED


def test_erasing_while_confirming_leaves_nothing(paper: CastPaper) -> None:
    reader, sign_up = signed_up(ADDRESS, a_list())
    together(posting(confirm_link(reader, sign_up)), posting(f"{own_link(reader)}/erase"))
    Client().post(f"{own_link(reader)}/erase")
    assert not Reader.objects.exists()
    assert not Subscription.objects.exists()
    assert not Consent.objects.exists()
