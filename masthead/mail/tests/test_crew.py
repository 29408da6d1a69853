"""Carriers outlive servers that are down, wrong passwords and databases that go away."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from masthead.mail.actions.steer_mailing import finish_mailings
from masthead.mail.models import Mailing
from masthead.mail.queries import counts
from masthead.mail.sending import crew as crew_room
from masthead.mail.sending.claiming import take_over_from_the_dead
from masthead.mail.sending.crew import Crew
from masthead.mail.tests.mailing_cast import Book, Carriers, frozen, names, noted, until
from masthead.mail.tests.mailing_cast import book as book
from masthead.mail.tests.mailing_cast import relay as relay
from masthead.mail.transports.address import read
from tests.ground.smtp_peers import Peer, free_port, locked_smtp_peer, serving
from tests.ground.smtp_peers import certificate as certificate
from tests.ground.smtp_peers import smtp_peer as smtp_peer

locked_smtp_peer = locked_smtp_peer
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crew(settings: Any, smtp_peer: Peer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    """Two carriers at work at the server."""
    settings.MAIL = read(smtp_peer.url(options="?tls=none"))
    monkeypatch.setattr(crew_room, "IDLE", 0.05)
    made = Crew(2)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        assert not [thread for thread in made.threads if thread.is_alive()]


def reason() -> str:
    return Mailing.objects.values_list("reason", flat=True).get()


def test_a_crew_carries_what_is_frozen_while_it_works(crew: Crew, book: Book, smtp_peer: Peer) -> None:
    book.names |= dict(enumerate(names(2500), 1))
    mailing = frozen((number, "other", "") for number in range(1, 2501))
    until(lambda: finish_mailings() == 1, 60)
    assert counts(mailing).submitted == 2500
    assert len(smtp_peer.received) == len(set(smtp_peer.recipients())) == 2500
    assert smtp_peer.connections == 2


def test_a_server_that_is_down_at_first_is_waited_for(book: Book) -> None:
    port = free_port()
    relay = Carriers(f"smtp://127.0.0.1:{port}?tls=none")
    mailing = book.mailing(*names(5))
    with relay.at_work() as bench:
        assert not bench.work_once()
        assert reason() == ""
        assert not bench.work_once()
        assert "does not answer; it is tried again" in reason()
        assert not bench.work_once()
        assert relay.waits == [2.0, 4.0, 8.0]
        with serving(Peer(port=port)) as peer:
            assert bench.work_once()
            assert len(peer.received) == 5
            bench.close()
    assert reason() == ""
    assert finish_mailings() == 1
    assert counts(mailing).submitted == 5


def test_a_reason_that_a_dead_process_has_left_is_cleared(book: Book, relay: Carriers) -> None:
    book.mailing(*names(2))
    Mailing.objects.update(reason="The mail server does not answer; it is tried again.")
    relay.carry()
    assert reason() == ""


def test_a_wrong_password_pauses_with_the_reason(
    book: Book, locked_smtp_peer: Peer, certificate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    book.mailing(*names(5))
    Carriers(locked_smtp_peer.url(login="masthead:wrong@", options="?tls=starttls")).carry(3)
    mailing = Mailing.objects.get()
    assert mailing.state == "paused"
    assert "does not take the user and password" in mailing.reason
    assert "wrong" not in mailing.reason
    assert noted() == {}
    assert counts(mailing).left == 5


def test_a_database_that_goes_away_in_the_middle_is_gone_on_with(crew: Crew, book: Book, smtp_peer: Peer) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a file does not go away")
    smtp_peer.delay = 0.02
    mailing = book.mailing(*["slow"] * 150)
    until(lambda: len(smtp_peer.received) > 20)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 2
    until(lambda: take_over_from_the_dead() is not None and counts(mailing).left == 0, 30)
    doubts = [number for number, state in noted().items() if state == "in_doubt"]
    assert len(doubts) <= 1
    got = [int(one.message["Message-ID"].strip("<").partition("@")[0]) for one in smtp_peer.received]
    assert len(got) == len(set(got))
    assert set(got) | set(doubts) == set(range(1, 151))


def test_a_crew_that_has_stopped_leaves_no_connection_behind(settings: Any, book: Book, smtp_peer: Peer) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only a server counts its connections")
    settings.MAIL = read(smtp_peer.url(options="?tls=none"))
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute(others)
            return int(cursor.fetchone()[0])

    before, made = count(), Crew(3)
    mailing = book.mailing(*names(20))
    made.start()
    until(lambda: counts(mailing).submitted == 20)
    until(lambda: count() == before + 3)
    made.stop()
    until(lambda: count() == before)


def test_what_nobody_has_foreseen_pauses_the_mailing_and_puts_one_in_doubt_at_most(
    book: Book, relay: Carriers, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing = book.mailing(*names(5))

    def fail() -> None:
        raise LookupError("olena@reader.example")

    book.on_ask = fail
    with pytest.raises(LookupError):
        relay.carry()
    assert take_over_from_the_dead() <= 1
    mailing.refresh_from_db()
    assert mailing.state == "paused"
    assert "LookupError" in mailing.reason
    assert "olena" not in mailing.reason


def test_a_crew_survives_what_nobody_has_foreseen(crew: Crew, book: Book, smtp_peer: Peer) -> None:
    bad = frozen([(1, "other", "")], variants=("A",), about=7)  # of a variant that has no message
    until(lambda: Mailing.objects.filter(pk=bad.pk, state="paused").exists())
    good = book.mailing(*names(3))
    until(lambda: counts(good).submitted == 3)


def test_no_address_is_logged(book: Book, relay: Carriers, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "masthead")
    book.mailing("r1", "rcpt-550", "data-451", "drop-answer", "drop-rcpt", "розмова", "r2")
    relay.carry()
    take_over_from_the_dead()
    finish_mailings()
    assert caplog.records
    assert "mail.example" not in caplog.text
