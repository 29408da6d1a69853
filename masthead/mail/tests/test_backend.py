"""Single mails leave by the transport; while the newsroom is paused none does, and each is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail

from masthead.lib.pause import lift, pause
from masthead.mail.backend import held_count, held_folder
from masthead.mail.exceptions import CannotConnect, Lost, Refused
from masthead.mail.transports import transport
from masthead.mail.transports.address import read
from masthead.mail.transports.spool import SpooledMessage, messages
from tests.ground.smtp_peers import Peer, free_port


@pytest.fixture(autouse=True)
def spooled(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "masthead.mail.backend.EmailBackend"
    settings.MAIL = read("")


@pytest.fixture
def relay(settings: Any, smtp_peer: Peer) -> Peer:
    settings.MAIL = read(smtp_peer.url())
    return smtp_peer


def outbox() -> list[SpooledMessage]:
    return messages(settings.DATA / "mail" / "outbox")


def send(subject: str, to: str = "reader@mail.example", **options: Any) -> int:
    return send_mail(subject, "The text.", "The desk <desk@tideway.example>", [to], **options)


def test_without_a_setting_mail_goes_to_the_outbox() -> None:
    assert send("It goes") == 1
    [message] = outbox()
    assert (message.subject, message.to, message.text) == ("It goes", "reader@mail.example", "The text.")
    assert not transport().is_real
    assert held_count() == 0


def test_mail_goes_by_the_relay(relay: Peer) -> None:
    message = EmailMultiAlternatives(
        "Новий пароль", "Ось посилання. " * 100, "The desk <desk@tideway.example>", ["Ада <a@mail.example>"],
        cc=["b@mail.example"], bcc=["c@mail.example"], headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    message.attach_alternative("<p>Ось посилання.</p>", "text/html")
    assert message.send() == 1
    assert relay.faults == []
    assert relay.recipients() == ["a@mail.example", "b@mail.example", "c@mail.example"]
    got = relay.received[0]
    assert got.sender == "desk@tideway.example"
    assert got.message["Subject"] == "Новий пароль"
    assert got.message["Auto-Submitted"] == "auto-generated"
    body = got.message.get_body(("plain",))
    assert body
    assert body.get_content() == "Ось посилання. " * 100
    assert b"c@mail.example" not in got.content
    assert transport().is_real
    assert outbox() == []


def test_several_mails_share_a_connection(relay: Peer) -> None:
    mails = [EmailMessage(f"{n}", "x", "desk@tideway.example", [f"r{n}@mail.example"]) for n in range(5)]
    assert get_connection().send_messages([*mails, EmailMessage("To nobody", "x", "desk@tideway.example", [])]) == 5
    assert len(relay.received) == 5
    assert relay.connections == 1


def test_a_refused_mail_is_told_without_the_address(relay: Peer) -> None:
    with pytest.raises(Refused, match=r"550$"):
        send("No", to="rcpt-550@mail.example")
    assert send("No", to="rcpt-550@mail.example", fail_silently=True) == 0
    assert send("Yes") == 1


def test_a_relay_that_is_away_is_told(settings: Any) -> None:
    settings.MAIL = read(f"smtp://127.0.0.1:{free_port()}")
    with pytest.raises(CannotConnect):
        send("No")
    assert send("No", fail_silently=True) == 0


def test_an_open_connection_that_broke_is_opened_anew(relay: Peer) -> None:
    with get_connection() as connection:
        lost = EmailMessage("Lost", "x", "desk@tideway.example", ["drop-rcpt@mail.example"], connection=connection)
        with pytest.raises(Lost):
            lost.send()
        mail = EmailMessage("Here", "x", "desk@tideway.example", ["a@mail.example"], connection=connection)
        assert mail.send() == 1
    assert relay.recipients() == ["a@mail.example"]


@pytest.mark.parametrize("name", ["a@b.example\nBcc: c@d.example", "a@b.example\r\n"])
def test_an_address_cannot_bring_a_header_along(relay: Peer, name: str) -> None:
    with pytest.raises((Refused, ValueError)):
        send("No", to=name)
    assert relay.received == []


def test_mail_is_held_while_paused(relay: Peer) -> None:
    pause(settings.DATA, "restored.")
    assert send("It waits") == 1
    assert relay.received == []
    [file] = held_folder().iterdir()
    assert "Subject: It waits" in file.read_text()


def test_held_mail_is_not_sent_later_by_itself(relay: Peer) -> None:
    pause(settings.DATA, "restored.")
    send("It is old by then")
    lift(settings.DATA)
    send("New")
    assert [got.message["Subject"] for got in relay.received] == ["New"]
    assert held_count() == 1


def test_an_open_connection_hears_of_the_pause(relay: Peer) -> None:
    with get_connection() as connection:
        pause(settings.DATA, "restored.")
        connection.send_messages([EmailMultiAlternatives("Late", "x", "a@tideway.example", ["b@tideway.example"])])
    assert relay.received == []
    assert held_count() == 1
