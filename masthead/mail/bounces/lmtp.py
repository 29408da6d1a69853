"""Bounces handed over by the mail server itself, by LMTP. "Taken" is answered when the report is stored, not before."""

from __future__ import annotations

import asyncio
import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections, connection

from masthead.lib.pause import is_paused
from masthead.mail.bounces.address import Source
from masthead.mail.bounces.exceptions import CannotCollect
from masthead.mail.bounces.filing import take_report
from masthead.mail.bounces.reading import LARGEST, read

log = logging.getLogger(__name__)
LATER = "451 4.3.0 Not now, please try again later"


class Protocol(LMTP):
    """LMTP that takes the long lines that some servers write."""

    line_length_limit = 64 * 1024


class Listener(Controller):
    """The listening end, in a thread of its own. ``taken`` counts the messages that were taken so far."""

    def __init__(self, source: Source) -> None:
        self.taken = 0
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bounces")  # one writer is enough
        super().__init__(self, hostname=source.host, port=source.port, ready_timeout=10)

    def factory(self) -> Protocol:
        """One conversation."""
        return Protocol(
            self, data_size_limit=LARGEST, hostname="masthead", ident="LMTP", timeout=60, enable_SMTPUTF8=True
        )

    async def handle_RCPT(  # noqa: N802 - the library calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """One recipient for each message: LMTP wants an answer for each, and a bounce has but one."""
        if envelope.rcpt_tos:
            return "452 4.5.3 One recipient at a time"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Store the report, then answer."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._desk, self._take, envelope.content, list(envelope.rcpt_tos))

    def _take(self, content: Any, recipients: list[str]) -> str:
        if is_paused(settings.DATA):
            return LATER  # a restored copy must not swallow what is meant for the newsroom it was made from
        close_old_connections()
        try:
            take_report(read(bytes(content), recipients))
        except Exception:
            log.exception("event=bounce_not_stored")
            connection.close()
            return LATER
        self.taken += 1
        return "250 2.0.0 Taken"

    def stop(self, no_assert: bool = False) -> None:
        """Take no more; what is in hand is finished."""
        super().stop(no_assert=no_assert)
        self._desk.submit(lambda: connection.close())  # looked up there: each thread has its own
        self._desk.shutdown()


def listen(source: Source) -> Listener:
    """Begin to listen. ``CannotCollect`` when the port is not to be had."""
    listener = Listener(source)
    try:
        family = socket.AF_INET6 if ":" in source.host else socket.AF_INET
        socket.create_server((source.host, source.port), family=family).close()  # the library waits long to say so
        listener.start()
    except (OSError, TimeoutError) as error:
        raise CannotCollect(f"{source} cannot be listened on ({error}).") from None
    return listener
