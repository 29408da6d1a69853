"""A chunk is carried to a real mail server, which refuses, puts off and hangs up."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from masthead.lib.pause import lift, pause
from masthead.mail import suppressions
from masthead.mail.actions import steer_mailing
from masthead.mail.actions.steer_mailing import finish_mailings
from masthead.mail.models import Chunk, Mailing, Suppression, Undelivered
from masthead.mail.queries import counts
from masthead.mail.sending.outcomes import AGAIN
from masthead.mail.tests.mailing_cast import Book, Carriers, State, names, noted, places, until
from masthead.mail.tests.mailing_cast import book as book
from masthead.mail.tests.mailing_cast import relay as relay
from tests.ground.smtp_peers import Peer
from tests.ground.smtp_peers import smtp_peer as smtp_peer

pytestmark = pytest.mark.django_db(transaction=True)


def got(peer: Peer) -> list[str]:
    """The names of those whom the server took something for, in order."""
    return [address.partition("@")[0] for address in peer.recipients()]


def test_everybody_gets_one_message_with_their_own_words(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    mailing = book.mailing(*names(30))
    relay.carry()
    assert got(smtp_peer) == names(30)
    assert smtp_peer.faults == []
    assert smtp_peer.connections == 1
    first = smtp_peer.received[0].message
    assert (first["To"], first["Message-ID"], first["Subject"]) == (
        "r1@mail.example", "<1@tideway.example>", "Hello",
    )  # fmt: skip
    assert finish_mailings() == 1
    mailing.refresh_from_db()
    assert mailing.first_sent_at
    assert counts(mailing).submitted == 30


def test_who_left_before_their_turn_is_not_mailed(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    mailing = book.mailing(*names(5))
    del book.names[1], book.names[3], book.names[5]
    relay.carry()
    assert got(smtp_peer) == ["r2", "r4"]
    assert noted() == {1: "gone", 3: "gone", 5: "gone"}
    assert places() == [("done", 5, 2)]
    assert (counts(mailing).gone, counts(mailing).left) == (3, 0)


def test_who_leaves_while_a_slow_server_is_mailed_is_not_mailed(
    book: Book, relay: Carriers, smtp_peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("masthead.mail.sending.carrying.FRESH", 0.1)
    smtp_peer.delay = 0.3
    mailing = book.mailing(*["slow"] * 2, *names(4))
    book.on_ask = lambda: book.names.pop(6, None) if smtp_peer.received else None
    relay.carry()
    assert got(smtp_peer) == ["slow", "slow", "r1", "r2", "r3"]
    assert noted() == {6: "gone"}
    assert counts(mailing).answered == 6


def test_who_is_suppressed_is_not_mailed(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    book.mailing(*names(3))
    suppressions.suppress("R2@mail.example", Suppression.Reason.COMPLAINT)
    relay.carry()
    assert got(smtp_peer) == ["r1", "r3"]
    assert noted() == {2: "suppressed"}


def test_a_mailbox_that_does_not_exist_is_refused_and_suppressed(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    mailing = book.mailing("r1", "rcpt-550", "r2")
    relay.carry()
    assert got(smtp_peer) == ["r1", "r2"]
    row = Undelivered.objects.get()
    assert (row.recipient, row.state, row.code, row.tries, row.due_at) == (2, State.REFUSED, 550, 1, None)
    assert "5.1.1" in row.answer
    assert suppressions.is_suppressed("rcpt-550@mail.example")
    assert (counts(mailing).submitted, counts(mailing).refused) == (2, 1)


def test_a_refusal_of_us_says_nothing_of_the_reader(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    book.mailing("r1", "data-550", "r2")
    relay.carry()
    assert got(smtp_peer) == ["r1", "r2"]
    assert noted() == {2: "refused"}
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("name", ["rcpt-451", "data-451"])
def test_who_is_to_come_later_is_tried_again_by_the_schedule(
    name: str, book: Book, relay: Carriers, smtp_peer: Peer
) -> None:
    mailing = book.mailing("r1", name, "r2")
    before = timezone.now()
    relay.carry()
    assert got(smtp_peer) == ["r1", "r2"]
    row = Undelivered.objects.get()
    assert (row.recipient, row.state, row.code, row.tries) == (2, State.DEFERRED, 451, 1)
    assert row.due_at
    assert before + AGAIN[0] <= row.due_at <= timezone.now() + AGAIN[0]
    assert finish_mailings() == 0
    assert counts(mailing).left == 1


@pytest.mark.parametrize("name", ["drop-answer", "drop-body"])
def test_a_session_that_breaks_with_the_message_leaves_that_one_in_doubt(
    name: str, book: Book, relay: Carriers, smtp_peer: Peer
) -> None:
    mailing = book.mailing("r1", name, "r2", "r3")
    relay.carry()
    assert noted() == {2: "in_doubt"}
    assert [one for one in got(smtp_peer) if one != name] == ["r1", "r2", "r3"]
    assert got(smtp_peer).count(name) <= 1
    assert smtp_peer.connections == 2
    assert relay.waits == [2.0]
    now = counts(mailing)
    assert (now.submitted, now.in_doubt, now.left) == (3, 1, 0)
    assert finish_mailings() == 1


def test_a_session_that_breaks_before_the_message_puts_nobody_in_doubt(
    book: Book, relay: Carriers, smtp_peer: Peer
) -> None:
    book.mailing("r1", "drop-rcpt", "r2")
    relay.carry()
    # Over its own session it is the first message, so it may be why: it is put off, and r2 does not wait behind it.
    assert got(smtp_peer) == ["r1", "r2"]
    row = Undelivered.objects.get()
    assert (row.recipient, row.state, row.tries) == (2, State.DEFERRED, 1)
    Undelivered.objects.update(due_at=timezone.now())
    book.names[2] = "back"
    relay.carry()
    assert got(smtp_peer) == ["r1", "r2", "back"]
    assert noted() == {2: "submitted"}


def test_what_cannot_be_written_into_a_message_is_refused_alone(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    book.mailing("r1", "розмова", "r2", "evil\r\nbcc", "r3")
    relay.carry()
    assert got(smtp_peer) == ["r1", "r2", "r3"]
    assert noted() == {2: "refused", 4: "refused"}
    assert places() == [("done", 5, 3)]
    assert not Suppression.objects.exists()


def test_paused_in_the_middle_it_stops_within_a_second_and_goes_on_without_doubles(
    book: Book, relay: Carriers, smtp_peer: Peer
) -> None:
    smtp_peer.delay = 0.05
    mailing = book.mailing(*["slow"] * 100)
    with relay.in_the_back():
        until(lambda: len(smtp_peer.received) > 3)
        assert steer_mailing.pause(mailing.pk, "by an editor")
        before = len(smtp_peer.received)
        until(lambda: not Chunk.objects.filter(state="working").exists(), 1.0)
        stood = len(smtp_peer.received)
        assert stood - before < 20
        chunk = Chunk.objects.get()
        assert (chunk.state, chunk.place, chunk.taken) == ("waiting", stood, stood)
        until(lambda: len(smtp_peer.received) == stood)
        assert steer_mailing.resume(mailing.pk)
        until(lambda: not Chunk.objects.exclude(state="done").exists())
    assert [int(one.message["Message-ID"].strip("<").partition("@")[0]) for one in smtp_peer.received] == list(
        range(1, 101)
    )
    assert noted() == {}


def test_a_stopped_mailing_sends_no_more(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    smtp_peer.delay = 0.05
    mailing = book.mailing("rcpt-451", *["slow"] * 100)
    with relay.in_the_back():
        until(lambda: len(smtp_peer.received) > 3)
        assert steer_mailing.stop(mailing.pk, "wrong date")
        until(lambda: not Chunk.objects.filter(state="working").exists(), 1.0)
        stood = len(smtp_peer.received)
        assert not steer_mailing.resume(mailing.pk)
        assert not steer_mailing.stop(mailing.pk)
    relay.carry()
    assert len(smtp_peer.received) == stood < 100
    assert noted() == {1: "refused"}
    assert book.finished_with == ["stopped"]
    mailing.refresh_from_db()
    assert (mailing.state, mailing.reason) == ("stopped", "wrong date")
    assert mailing.done_at


def test_nothing_leaves_a_newsroom_that_is_paused(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    book.mailing(*names(3))
    pause(settings.DATA, "restored")
    try:
        relay.carry()
        assert smtp_peer.connections == 0
    finally:
        lift(settings.DATA)
    relay.carry()
    assert got(smtp_peer) == names(3)


def test_a_carrier_that_is_told_to_stop_gives_its_chunk_back(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    smtp_peer.delay = 0.05
    book.mailing(*["slow"] * 100)
    with relay.in_the_back():
        until(lambda: len(smtp_peer.received) > 2)
    [(state, place, taken)] = places()
    assert (state, place, taken) == ("waiting", len(smtp_peer.received), len(smtp_peer.received))
    assert noted() == {}
    relay.stopping.clear()
    smtp_peer.delay = 0
    relay.carry()
    assert len(smtp_peer.received) == 100


def test_a_database_that_goes_away_in_the_middle_costs_one_doubt_at_most(
    book: Book, relay: Carriers, smtp_peer: Peer
) -> None:
    from masthead.mail.sending.claiming import take_over_from_the_dead

    mailing = book.mailing(*names(8))
    broken: list[bool] = []

    def break_once() -> None:
        if len(book.asked) == 2 and not broken:  # the second look-up: the session is in the middle
            broken.append(True)
            connection.connection.close()

    book.on_ask = break_once
    from masthead.mail.sending import carrying

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carrying, "STEP", 4)
        with pytest.raises(Exception, match=r"(?i)closed|cannot operate"):
            relay.carry()
        connection.close()
        assert take_over_from_the_dead() <= 1
        relay.carry()
    assert len(got(smtp_peer)) == len(set(got(smtp_peer)))
    doubtful = {f"r{number}" for number, state in noted().items() if state == "in_doubt"}
    assert len(doubtful) <= 1
    assert set(got(smtp_peer)) | doubtful == set(names(8))
    assert finish_mailings() == 1
    assert counts(mailing).left == 0


def test_a_mailing_that_is_going_when_it_is_frozen_again_goes_on(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    first = book.mailing(*names(3))
    relay.carry()
    assert book.mailing(*names(3)) == first
    relay.carry()
    assert got(smtp_peer) == names(3)
    assert Mailing.objects.count() == 1
