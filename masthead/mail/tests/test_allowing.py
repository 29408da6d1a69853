"""A group of providers is sent no more than its allowance, by however many carriers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from freezegun import freeze_time

from masthead.mail.models import Allowance, Usage
from masthead.mail.sending.allowing import A_MINUTE, Grant, give_back, grant, left_today, share
from masthead.mail.tests.mailing_cast import Book, Carriers, names
from masthead.mail.tests.mailing_cast import book as book
from masthead.mail.tests.mailing_cast import relay as relay
from tests.ground.smtp_peers import Peer
from tests.ground.smtp_peers import smtp_peer as smtp_peer

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def given(seconds: int, wanted: int = 250, begin: datetime = NOON) -> Iterator[int]:
    """What is granted in each second from noon."""
    with freeze_time(begin) as clock:
        for _ in range(seconds):
            yield grant("gmail", wanted).count
            clock.tick(SECOND)


def test_without_an_allowance_all_is_granted() -> None:
    assert grant("gmail", 250) == Grant(250)
    Allowance.objects.create(group="gmail")
    assert grant("gmail", 250) == Grant(250)
    assert left_today("gmail") is None
    assert not Usage.objects.exists()


def test_a_day_is_shared_out_and_begins_anew() -> None:
    Allowance.objects.create(group="gmail", per_day=300)
    with freeze_time(NOON):
        assert grant("gmail", 250) == Grant(250)
        assert left_today("gmail") == 50
        assert grant("gmail", 250) == Grant(50)
        assert grant("gmail", 250) == Grant(0, 60.0)
        assert grant("yahoo", 250) == Grant(250)
    with freeze_time(NOON + timedelta(days=1)):
        assert grant("gmail", 250) == Grant(250)


def test_what_was_not_used_is_given_back() -> None:
    Allowance.objects.create(group="gmail", per_day=100)
    with freeze_time(NOON):
        assert grant("gmail", 250).count == 100
        give_back("gmail", 40)
        assert left_today("gmail") == 40
        give_back("gmail", 0)
        assert grant("gmail", 250).count == 40


@pytest.mark.parametrize("per_minute", [0, 1, 5, 11, 12, 23, 60, 100, 1000, 5000])
def test_each_minute_gives_its_allowance_exactly(per_minute: int) -> None:
    Allowance.objects.create(group="gmail", per_minute=per_minute)
    by_second = list(given(120, wanted=5000))
    assert sum(by_second[:60]) == sum(by_second[60:]) == per_minute
    assert max(by_second) <= -(-per_minute // A_MINUTE)


def test_a_group_rests_until_the_next_window() -> None:
    Allowance.objects.create(group="gmail", per_minute=60)
    with freeze_time(NOON + 3 * SECOND):
        assert grant("gmail", 5) == Grant(5)
        assert grant("gmail", 5) == Grant(0, 2.0)


def test_the_windows_of_a_minute_differ_by_one_at_most() -> None:
    for per_minute in (7, 50, 601):
        shares = [share(per_minute, window) for window in range(A_MINUTE)]
        assert sum(shares) == per_minute
        assert max(shares) - min(shares) <= 1


def test_it_grows_from_day_to_day() -> None:
    allowance = Allowance(group="gmail", per_day=100, growth=50, begun_on=date(2026, 11, 1))
    assert [allowance.on(date(2026, 11, day)) for day in (1, 2, 3, 11)] == [100, 150, 225, 5766]
    assert allowance.on(date(2026, 10, 1)) == 100
    assert allowance.on(date(2036, 1, 1)) == 2**31 - 1


@pytest.mark.django_db(transaction=True)
def test_carriers_who_ask_at_once_get_no_more_together() -> None:
    Allowance.objects.create(group="gmail", per_day=1000)
    start = Barrier(4)

    def go(_: int) -> int:
        start.wait()
        try:
            return sum(grant("gmail", 70).count for _ in range(6))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(go, range(4))) == 1000
    assert Usage.objects.get().count == 1000


@pytest.mark.django_db(transaction=True)
def test_carriers_who_ask_at_once_share_the_minute() -> None:
    Allowance.objects.create(group="gmail", per_minute=120)

    def go(_: int) -> int:
        try:
            return sum(grant("gmail", 3).count for _ in range(5))
        finally:
            connections.close_all()

    with freeze_time(NOON) as clock, ThreadPoolExecutor(2) as pool:
        by_window = []
        for _ in range(A_MINUTE):
            by_window.append(sum(pool.map(go, range(2))))
            clock.tick(5 * SECOND)
    assert by_window == [10] * A_MINUTE


@pytest.mark.django_db(transaction=True)
def test_two_carriers_send_no_more_than_the_day_allows(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    Allowance.objects.create(group="other", per_day=30)
    book.mailing(*names(40))
    book.mailing(*names(40), about=2)
    other = Carriers(smtp_peer.url(options="?tls=none"))

    def work(which: Carriers) -> None:
        try:
            which.carry()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, (relay, other)))
    assert len(smtp_peer.received) == 30
    assert left_today("other") == 0
    Allowance.objects.update(per_day=100)
    relay.carry()
    assert len(smtp_peer.received) == 80


@pytest.mark.django_db(transaction=True)
def test_a_group_that_rests_keeps_no_other_waiting_and_no_session_open(
    book: Book, relay: Carriers, smtp_peer: Peer
) -> None:
    Allowance.objects.create(group="gmail", per_day=2)
    book.mailing(*names(5), group="gmail")
    book.mailing(*names(5), about=2)
    with relay.at_work() as bench:
        while bench.work_once():
            pass
        assert len(smtp_peer.received) == 7
        bench.close()
        assert [bench.work_once() for _ in range(5)] == [False] * 5
    assert smtp_peer.connections == 1
