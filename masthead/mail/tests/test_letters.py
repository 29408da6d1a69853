"""Single mails are sent in order, wait for servers and newsrooms, and are never forgotten without a word."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.mail import EmailMessage
from django.db import connections
from django.utils import timezone
from freezegun import freeze_time

from masthead.lib.pause import lift, pause
from masthead.mail import suppressions
from masthead.mail.actions.post_letter import post_letter
from masthead.mail.models import Letter
from masthead.mail.sending import letters
from masthead.mail.sending.letters import clear_letters, send_letters
from masthead.mail.tests.mailing_cast import until
from masthead.mail.transports import Answer, Parcel
from masthead.mail.transports.address import read
from tests.ground.smtp_peers import Peer, free_port, serving
from tests.ground.smtp_peers import smtp_peer as smtp_peer

pytestmark = pytest.mark.django_db(transaction=True)
State = Letter.State
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def relay(settings: Any, smtp_peer: Peer) -> Peer:
    """The server that letters go to."""
    settings.MAIL = read(smtp_peer.url(options="?tls=none&timeout=5"))
    return smtp_peer


def post(*names: str) -> list[Letter]:
    """A letter to each."""
    return [post_to(name) for name in names]


def post_to(name: str) -> Letter:
    message = EmailMessage(f"To {name}", "Is this you?", "desk@tideway.example", [f"{name}@mail.example"])
    return post_letter("confirm", f"{name}@mail.example", message, "reader:1")


def make_due() -> None:
    Letter.objects.update(due_at=timezone.now() - MINUTE)


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def got(peer: Peer) -> list[str]:
    return [address.partition("@")[0] for address in peer.recipients()]


def test_they_go_in_the_order_in_which_they_were_posted(relay: Peer) -> None:
    post("ada", "taras", "olena")
    assert send_letters() == 3
    assert got(relay) == ["ada", "taras", "olena"]
    assert relay.faults == []
    assert relay.connections == 1
    assert relay.received[0].message["Subject"] == "To ada"
    letter = Letter.objects.first()
    assert letter
    assert (letter.state, letter.answer, letter.owner) == (State.SUBMITTED, "250 kept", 0)
    assert letter.submitted_at
    assert send_letters() == 0


def test_more_than_one_handful_goes_on_in_the_next_round(relay: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "AT_ONCE", 2)
    post("ada", "taras", "olena")
    assert [send_letters(), send_letters(), send_letters()] == [2, 1, 0]
    assert got(relay) == ["ada", "taras", "olena"]


def test_a_refused_one_keeps_no_text_and_its_mailbox_is_suppressed(relay: Peer) -> None:
    post("ada", "rcpt-550", "taras")
    send_letters()
    assert states() == ["submitted", "refused", "submitted"]
    refused = Letter.objects.get(state=State.REFUSED)
    assert bytes(refused.message) == b""
    assert "mail.example" not in refused.answer
    assert suppressions.is_suppressed("rcpt-550@mail.example")


def test_one_that_is_put_off_waits_longer_each_time(relay: Peer) -> None:
    post("data-451")
    pauses = []
    for _ in range(9):
        make_due()
        send_letters()
        letter = Letter.objects.get()
        assert (letter.state, letter.owner) == (State.WAITING, 0)
        pauses.append(round((letter.due_at - timezone.now()) / MINUTE))
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 120, 120]
    assert send_letters() == 0
    assert letter.answer.startswith("451")


def test_after_two_days_it_is_given_up_with_its_text(relay: Peer) -> None:
    post("data-451", "ada")
    Letter.objects.filter(recipient__startswith="data").update(posted_at=timezone.now() - 2 * 24 * HOUR - MINUTE)
    assert send_letters() == 1
    assert states() == ["refused", "submitted"]
    assert bytes(Letter.objects.get(state=State.REFUSED).message) == b""


def test_a_server_that_is_down_is_waited_for(settings: Any) -> None:
    port = free_port()
    settings.MAIL = read(f"smtp://127.0.0.1:{port}?tls=none")
    post("ada", "taras")
    assert send_letters() == 2
    assert states() == ["waiting", "waiting"]
    assert set(Letter.objects.values_list("tries", flat=True)) == {1}
    assert send_letters() == 0
    make_due()
    with serving(Peer(port=port)) as peer:
        send_letters()
        assert got(peer) == ["ada", "taras"]


@pytest.mark.parametrize("name", ["drop-rcpt", "drop-answer", "drop-body"])
def test_one_that_a_server_hangs_up_at_keeps_no_other_waiting(name: str, relay: Peer) -> None:
    post(name, "ada", "taras")
    send_letters()
    send_letters()
    assert [one for one in got(relay) if one != name] == ["ada", "taras"]
    assert states() == ["waiting", "submitted", "submitted"]
    assert Letter.objects.get(state=State.WAITING).due_at > timezone.now()


def test_a_paused_newsroom_holds_them(relay: Peer) -> None:
    post("ada")
    pause(django_settings.DATA, "restored")
    try:
        assert send_letters() == 0
        assert states() == ["waiting"]
    finally:
        lift(django_settings.DATA)
    assert send_letters() == 1
    assert got(relay) == ["ada"]


def test_what_a_killed_carrier_had_in_hand_is_sent_again(relay: Peer) -> None:
    relay.delay = 60
    post("slow", "ada")
    connections.close_all()
    child = os.fork()
    if not child:
        send_letters()
        os._exit(0)
    until(lambda: relay.connections)
    until(lambda: states() == ["on_its_way", "on_its_way"])
    assert send_letters() == 0  # they are in somebody's hand
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    relay.delay = 0
    until(lambda: send_letters() == 2)
    assert set(got(relay)) == {"slow", "ada"}
    assert states() == ["submitted", "submitted"]


def test_texts_are_forgotten_a_day_after_they_were_taken() -> None:
    post("ada", "data-451")
    send_letters()
    assert clear_letters() == 0
    with freeze_time(timezone.now() + 25 * HOUR):
        assert clear_letters() == 1
    assert [bool(bytes(letter.message)) for letter in Letter.objects.order_by("pk")] == [False, True]


def test_no_address_is_logged(relay: Peer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "masthead")
    post("drop-rcpt", "rcpt-550", "data-451", "ada")
    send_letters()
    assert caplog.records
    assert "mail.example" not in caplog.text


class Faulty:
    """A way of sending with a fault that one letter brings out."""

    def open(self) -> Faulty:
        return self

    def send(self, parcels: Iterable[Parcel]) -> Iterator[Answer]:
        for parcel in parcels:
            if parcel.recipient.startswith("broken"):
                raise RuntimeError("nobody thought of this")
            yield Answer(250, "taken")

    def close(self) -> None:
        """Nothing to say."""


def test_a_letter_that_breaks_what_sends_it_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "transport", Faulty)
    post("ada", "broken", "olena")
    send_letters()
    send_letters()
    assert states() == [State.SUBMITTED, State.WAITING, State.SUBMITTED]
    assert Letter.objects.get(recipient__startswith="broken").due_at > timezone.now()
