"""A mailing that goes wrong is paused before it has gone wrong for everybody."""

from __future__ import annotations

import pytest

from masthead.mail.actions.steer_mailing import resume
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.queries import Counts
from masthead.mail.sending.breaking import FEW, goes_wrong, too_bad, watch_mailings
from masthead.mail.tests.mailing_cast import Book, Carriers, State, frozen, names
from masthead.mail.tests.mailing_cast import book as book
from masthead.mail.tests.mailing_cast import relay as relay
from tests.ground.smtp_peers import Peer
from tests.ground.smtp_peers import smtp_peer as smtp_peer

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_hopeless_mailing_is_paused_after_a_few(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    mailing = book.mailing(*["data-550"] * 60, *names(10))
    relay.carry()
    mailing.refresh_from_db()
    assert mailing.state == "paused"
    assert "550 5.7.1" in mailing.reason
    assert Undelivered.objects.count() == FEW
    assert smtp_peer.received == []


def test_the_reason_names_nobody(book: Book, relay: Carriers) -> None:
    mailing = book.mailing(*["rcpt-550"] * 30)
    book.on_ask = lambda: None
    relay.carry()
    mailing.refresh_from_db()
    assert mailing.reason
    assert "@" not in mailing.reason


def test_who_resumes_it_has_seen_the_last_answers(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    mailing = book.mailing(*["data-550"] * 30, *names(10))
    relay.carry()
    assert resume(mailing.pk)
    relay.carry()
    mailing.refresh_from_db()
    assert mailing.state == "sending"
    assert smtp_peer.recipients() == [f"r{number}@mail.example" for number in range(1, 11)]


def test_it_sees_a_bad_run_that_is_spread_over_chunks(book: Book, relay: Carriers) -> None:
    mailing = book.mailing(*["data-550"] * 30)
    ids = range(1, 31)
    Chunk.objects.all().delete()
    for number in ids:  # as a small allowance cuts them
        one = Chunk(mailing=mailing, group="other", recipients=number.to_bytes(8, "little"), size=1)
        one.save()
    relay.carry(40)
    mailing.refresh_from_db()
    assert mailing.state == "paused"
    assert Undelivered.objects.count() == FEW


def test_a_server_that_hangs_up_at_every_message_is_given_up(book: Book, relay: Carriers) -> None:
    mailing = book.mailing(*["drop-rcpt"] * 30)
    relay.carry(40)
    mailing.refresh_from_db()
    assert mailing.state == "paused"
    assert Undelivered.objects.filter(state=State.DEFERRED).count() == FEW
    assert relay.waits[:6] == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0]


@pytest.mark.parametrize(
    ("recent", "is_wrong"),
    [
        ([False] * (FEW - 1), False),
        ([False] * FEW, True),
        ([True] + [False] * 40, False),
        ([False] * 30 + [True] * 70, True),
        ([False] * 29 + [True] * 71, False),
        ([True] * 100, False),
        ([], False),
    ],
)
def test_one_connection_is_judged_by_its_last_answers(recent: list[bool], is_wrong: bool) -> None:
    assert goes_wrong(recent) is is_wrong


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (Counts(audience=1000, submitted=100, refused=90), ""),
        (Counts(audience=1000, submitted=180, refused=20), "refused or came back"),
        (Counts(audience=1000, submitted=300, bounced=16), "refused or came back"),
        (Counts(audience=1000, submitted=300, bounced=14), ""),
        (Counts(audience=1000, submitted=200, deferred=60), "put off"),
        (Counts(audience=1000, submitted=1000, complained=4), "as spam"),
        (Counts(audience=1000, submitted=1000, complained=3), ""),
        (Counts(audience=1000, submitted=150, gone=500, refused=40), ""),
    ],
)
def test_a_mailing_is_judged_by_its_shares(now: Counts, says: str) -> None:
    reason = too_bad(now)
    assert says in reason if says else reason == ""


def test_each_resuming_bears_twice_as_much() -> None:
    bad = Counts(audience=1000, submitted=920, refused=80)
    assert too_bad(bad)
    assert too_bad(bad, resumed=1) == ""
    worse = Counts(audience=1000, submitted=880, refused=120)
    assert too_bad(worse, resumed=1)
    assert too_bad(worse, resumed=2) == ""


def test_the_watch_pauses_and_an_editor_may_go_on() -> None:
    mailing = frozen((number, "other", "") for number in range(300))
    Chunk.objects.update(state="waiting", place=250, taken=230)
    Undelivered.objects.bulk_create(
        Undelivered(mailing=mailing, recipient=number, state=State.REFUSED, code=550, tries=1) for number in range(20)
    )
    assert watch_mailings() == 1
    assert watch_mailings() == 0
    mailing.refresh_from_db()
    assert (mailing.state, mailing.reason) == ("paused", "8.0 % of the messages were refused or came back.")
    assert resume(mailing.pk)
    assert watch_mailings() == 0
    mailing.refresh_from_db()
    assert (mailing.state, mailing.reason, mailing.resumed) == ("sending", "", 1)
    assert Mailing.objects.filter(state="sending").count() == 1
