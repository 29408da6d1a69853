"""Who was asked to come later is tried again at their time, seven times, and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from masthead.mail import suppressions
from masthead.mail.actions.steer_mailing import finish_mailings, pause
from masthead.mail.models import Allowance, Mailing, Suppression, Undelivered
from masthead.mail.queries import counts
from masthead.mail.sending.outcomes import AGAIN
from masthead.mail.tests.mailing_cast import Book, Carriers, State, noted
from masthead.mail.tests.mailing_cast import book as book
from masthead.mail.tests.mailing_cast import relay as relay
from tests.ground.smtp_peers import Peer
from tests.ground.smtp_peers import smtp_peer as smtp_peer

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def put_off(book: Book, relay: Carriers) -> Mailing:
    """A mailing to one who was put off."""
    mailing = book.mailing("data-451")
    relay.carry()
    assert noted() == {1: "deferred"}
    return mailing


def row() -> Undelivered:
    return Undelivered.objects.get()


def make_due() -> None:
    Undelivered.objects.update(due_at=timezone.now() - MINUTE)


def test_nobody_is_tried_before_their_time(put_off: Mailing, book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    book.names[1] = "r1"
    relay.carry()
    assert smtp_peer.recipients() == []
    make_due()
    relay.carry()
    assert smtp_peer.recipients() == ["r1@mail.example"]
    assert (row().state, row().code, row().tries) == (State.SUBMITTED, 250, 2)
    assert (counts(put_off).submitted, counts(put_off).left) == (1, 0)
    assert finish_mailings() == 1


def test_seven_times_and_then_refused(put_off: Mailing, relay: Carriers) -> None:
    pauses = []
    while row().state == State.DEFERRED:
        due_at = row().due_at
        assert due_at
        pauses.append(round((due_at - timezone.now()) / MINUTE))
        assert finish_mailings() == 0
        make_due()
        relay.carry()
    assert pauses == [span // MINUTE for span in AGAIN]
    assert (row().state, row().code, row().tries, row().due_at) == (State.REFUSED, 451, 8, None)
    assert not suppressions.is_suppressed("data-451@mail.example")
    assert finish_mailings() == 1


def test_who_left_meanwhile_is_gone(put_off: Mailing, book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    make_due()
    book.names.clear()
    relay.carry()
    assert noted() == {1: "gone"}
    assert smtp_peer.recipients() == []


def test_who_was_suppressed_meanwhile_is_not_mailed(put_off: Mailing, book: Book, relay: Carriers) -> None:
    make_due()
    book.names[1] = "r1"
    suppressions.suppress("r1@mail.example", Suppression.Reason.ASKED)
    relay.carry()
    assert noted() == {1: "suppressed"}


def test_a_mailbox_that_is_gone_by_then_is_suppressed(put_off: Mailing, book: Book, relay: Carriers) -> None:
    make_due()
    book.names[1] = "rcpt-550"
    relay.carry()
    assert (row().state, row().code) == (State.REFUSED, 550)
    assert suppressions.is_suppressed("rcpt-550@mail.example")


def test_nobody_is_tried_while_the_mailing_is_paused(put_off: Mailing, book: Book, relay: Carriers) -> None:
    make_due()
    book.names[1] = "r1"
    assert pause(put_off.pk)
    relay.carry()
    assert noted() == {1: "deferred"}


def test_an_answer_that_is_lost_leaves_them_in_doubt(put_off: Mailing, book: Book, relay: Carriers) -> None:
    make_due()
    book.names[1] = "drop-answer"
    relay.carry()
    assert noted() == {1: "in_doubt"}
    assert finish_mailings() == 1


def test_a_message_that_a_server_always_hangs_up_at_is_given_up(put_off: Mailing, book: Book, relay: Carriers) -> None:
    book.names[1] = "drop-rcpt"
    for _ in range(9):
        make_due()
        relay.carry()
    assert (row().state, row().tries) == (State.REFUSED, 8)


def test_a_try_waits_for_its_group_s_allowance(put_off: Mailing, book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    Allowance.objects.create(group="other", per_day=0)
    make_due()
    book.names[1] = "r1"
    relay.carry()
    assert (row().state, row().tries) == (State.DEFERRED, 1)
    assert smtp_peer.recipients() == []


def test_what_cannot_be_written_into_a_message_is_refused(put_off: Mailing, book: Book, relay: Carriers) -> None:
    make_due()
    book.names[1] = "розмова"
    relay.carry()
    assert noted() == {1: "refused"}
