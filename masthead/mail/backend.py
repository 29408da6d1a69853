"""Django's way out for single mails of every room: by the transport, and kept back while the newsroom is paused."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.core.mail.message import utf8_charset_qp

from masthead.lib.pause import is_paused
from masthead.mail.exceptions import MailError, Refused
from masthead.mail.transports import Parcel, Session, transport

log = logging.getLogger(__name__)


class EmailBackend(BaseEmailBackend):
    """Hands messages to ``transport()``; while paused it files them, and none leaves."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self._session: Session | None = None

    def open(self) -> bool:
        """Whether a session was opened by this call. While paused nothing is spoken to."""
        if self._session or is_paused(settings.DATA):
            return False
        self._session = transport().open()
        return True

    def close(self) -> None:
        """End the session."""
        if self._session:
            self._session.close()
            self._session = None

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken; also those that are held. ``MailError`` for the first that was not."""
        if is_paused(settings.DATA):
            log.warning("event=mail_held count=%d", len(email_messages))
            held = FileBackend(file_path=str(held_folder()), fail_silently=self.fail_silently)
            return held.send_messages(email_messages) or 0
        taken = 0
        is_mine = False
        try:
            is_mine = self.open()
            for message in email_messages:
                taken += self._send(message)
        except MailError as error:
            log.error("event=mail_not_sent reason=%s", type(error).__name__)
            if not isinstance(error, Refused):
                self.close()  # a session that broke is of no use to the next message
            if not self.fail_silently:
                raise
        finally:
            if is_mine:
                self.close()
        return taken

    def _send(self, message: EmailMessage) -> bool:
        """Whether there was anybody to send to. ``Refused`` when one of them was not taken."""
        if not message.recipients():
            return False
        assert self._session
        refused = [answer.code for answer in self._session.send(_parcels(message)) if not answer.is_taken]
        if refused:  # the relay's words may name the reader, and this ends in a log
            raise Refused(f"the relay did not take a mail: {refused[0]}")
        return True


def _parcels(message: EmailMessage) -> Iterator[Parcel]:
    sender = parseaddr(message.from_email)[1]
    content = seven_bit(message)
    for recipient in message.recipients():
        yield Parcel(sender, parseaddr(recipient)[1], content)


def seven_bit(message: EmailMessage) -> bytes:
    """The message as every relay takes it. Django writes UTF-8 as it is; then the body is quoted instead."""
    content = _serialised(message)
    if content.isascii():
        return content
    given, message.encoding = message.encoding, utf8_charset_qp
    try:
        return _serialised(message)
    finally:
        message.encoding = given


def _serialised(message: EmailMessage) -> bytes:
    whole: Any = message.message()  # of Django's own class, whose `as_bytes` takes more than the stubs say
    content: bytes = whole.as_bytes(linesep="\r\n")
    return content


def held_folder() -> Path:
    """Where messages are kept that were not sent. They are never sent by themselves: they may be out of date."""
    return Path(settings.DATA) / "mail" / "held"


def held_count() -> int:
    """How many files of held messages there are."""
    return sum(1 for path in held_folder().glob("*") if path.is_file())
