"""From the message to the suppression, with Postfix between them, set up as the operators' page says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings

from masthead.mail import suppressions
from masthead.mail.bounces import collecting, verp
from masthead.mail.bounces.address import Source
from masthead.mail.models import Letter, SoftBounce, Suppression
from tests.ground.relay import Relay
from tests.ground.server import free_port

ANSWERS = {
    "gone": "550 5.1.1 <{address}>: Recipient address rejected: User unknown",
    "full": "552 5.2.2 <{address}>: Mailbox full",
    "blocked": "554 5.7.1 <{address}>: blocked using a list of spammers",
}


class Readers:
    """The servers of readers, which answer by the name of the address."""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 - the library calls it
        refusal = ANSWERS.get(address.partition("@")[0])
        if refusal:
            return refusal.format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"


@pytest.fixture
def relay(settings: Settings, tmp_path: Path, transactional_db: None) -> Iterator[Relay]:
    settings.DATA = tmp_path
    settings.BOUNCE_ADDRESS = "bounces@paper.example"
    readers = Controller(Readers(), hostname="127.0.0.1", port=free_port())
    settings.BOUNCES = Source("lmtp", host="127.0.0.1", port=free_port())
    running = Relay(readers.port, settings.BOUNCES.port)
    readers.start()
    try:
        collecting.collect()
        running.start()
        yield running
    finally:
        running.stop()
        collecting.stop()
        readers.stop()


def send(relay: Relay, name: str) -> Letter:
    """A letter that the relay has taken."""
    address = f"{name}@reader.example"
    letter = Letter.objects.create(kind="confirm", recipient=address, message=b"", state=Letter.State.SUBMITTED)
    relay.send(
        verp.sender_for(verp.LETTER, letter.pk),
        address,
        f"From: news@paper.example\r\nTo: {address}\r\nSubject: Confirm\r\n\r\nHello.\r\n".encode(),
    )
    return letter


def collected(count: int) -> int:
    """How many bounces came, waiting for so many."""
    done, until = 0, time.monotonic() + 30
    while done < count and time.monotonic() < until:
        done += collecting.collect()
        time.sleep(0.05)
    return done


@pytest.mark.django_db(transaction=True)
def test_what_servers_refuse_comes_back_and_is_held_against_those_who_are_gone(relay: Relay) -> None:
    letters = {name: send(relay, name) for name in ("gone", "full", "blocked", "fine")}
    assert collected(3) == 3
    assert suppressions.suppressed(letter.recipient for letter in letters.values()) == {"gone@reader.example"}
    assert "5.1.1 (address)" in Suppression.objects.get().detail
    assert SoftBounce.objects.get().key == suppressions.address_key("full@reader.example")
    states = {name: Letter.objects.get(pk=letter.pk).state for name, letter in letters.items()}
    assert states == {"gone": "refused", "full": "refused", "blocked": "refused", "fine": "submitted"}
