"""While the newsroom is paused no mail leaves; it is kept where the operator can read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail

from masthead.config.held_mail import held_count, held_folder
from masthead.lib.pause import lift, pause


@pytest.fixture(autouse=True)
def outbox(settings: Any, tmp_path: Path) -> list[EmailMultiAlternatives]:
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "masthead.config.held_mail.EmailBackend"
    settings.MAIL_GOES_BY = "django.core.mail.backends.locmem.EmailBackend"
    return mail.outbox  # type: ignore[return-value]  # what the test's back end collects


def send(subject: str) -> int:
    return send_mail(subject, "The text.", "desk@tideway.example", ["reader@tideway.example"])


def test_mail_goes_when_nothing_is_paused(outbox: list[EmailMultiAlternatives]) -> None:
    assert send("It goes") == 1
    assert [message.subject for message in outbox] == ["It goes"]
    assert held_count() == 0


def test_mail_is_held_while_paused(outbox: list[EmailMultiAlternatives]) -> None:
    pause(settings.DATA, "restored.")
    assert send("It waits") == 1
    assert not outbox
    [file] = held_folder().iterdir()
    assert "Subject: It waits" in file.read_text()


def test_held_mail_is_not_sent_later_by_itself(outbox: list[EmailMultiAlternatives]) -> None:
    pause(settings.DATA, "restored.")
    send("It is old by then")
    lift(settings.DATA)
    send("New")
    assert [message.subject for message in outbox] == ["New"]
    assert held_count() == 1


def test_an_open_connection_hears_of_the_pause(outbox: list[EmailMultiAlternatives]) -> None:
    with get_connection() as connection:
        pause(settings.DATA, "restored.")
        connection.send_messages([EmailMultiAlternatives("Late", "x", "a@tideway.example", ["b@tideway.example"])])
    assert not outbox
    assert held_count() == 1
