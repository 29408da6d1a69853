"""The line to a relay: writing bytes and reading answers, and whether a message is in doubt when it breaks."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from typing import NoReturn

from masthead.mail.exceptions import Lost
from masthead.mail.transports.session import Answer

LONGEST_LINE = 4096  # RFC 5321 allows 512; some relays say more
MOST_LINES = 100
RECORD = 16384  # the most that TLS sends as one piece
GOODBYE = 5.0  # seconds for the answer to QUIT


class Wire:
    """Takes over the socket of a connection that smtplib has made; every failure is ``Lost``, and ends it."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        assert smtp.sock
        self._smtp = smtp
        self._sock = smtp.sock
        self._read_line = (smtp.file or smtp.sock.makefile("rb")).readline
        self._piece = RECORD if isinstance(smtp.sock, ssl.SSLSocket) else 0
        self.is_open = True

    def write(self, data: bytes, end: int = 0) -> None:
        """Write all of it. ``end`` is where a message ends in it: once so much is gone, the message is in doubt."""
        sent = trying = 0
        try:
            while sent < len(data):
                part = memoryview(data)[sent : sent + self._piece if self._piece else None]
                # A piece that fails under TLS may have left in part; without TLS it has not left at all.
                trying = sent + len(part) if self._piece else sent
                sent += self._sock.send(part)
        except OSError as error:
            self.lose(str(error), in_doubt=bool(end) and max(sent, trying) >= end)

    def answer(self, *, in_doubt: bool = False) -> Answer:
        """The next answer, of as many lines as it has. ``in_doubt`` says what the message is when none comes."""
        line = self._line(in_doubt)
        if line[3:4] != b"-":
            return Answer(self._code(line, in_doubt), line[4:].decode("utf-8", "replace").strip())
        lines = [line]
        while lines[-1][3:4] == b"-":
            if len(lines) > MOST_LINES:
                self.lose("the relay's answer has no end", in_doubt=in_doubt)
            lines.append(self._line(in_doubt))
        text = " ".join(line[4:].decode("utf-8", "replace").strip() for line in lines)
        return Answer(self._code(lines[-1], in_doubt), text)

    def _line(self, in_doubt: bool) -> bytes:
        try:
            line = self._read_line(LONGEST_LINE)
        except OSError as error:
            self.lose(str(error) or "the relay did not answer", in_doubt=in_doubt)
        if not line.endswith(b"\n"):
            self.lose("the relay closed the connection", in_doubt=in_doubt)
        return line

    def _code(self, line: bytes, in_doubt: bool) -> int:
        if not line[:3].isdigit() or line[3:4] not in (b" ", b"\r", b"\n", b"-"):
            self.lose("the relay's answer is not SMTP", in_doubt=in_doubt)
        return int(line[:3])

    def wait(self, seconds: float) -> None:
        """How long each answer may take from now on."""
        self._sock.settimeout(seconds)

    def lose(self, reason: str, *, in_doubt: bool = False) -> NoReturn:
        """End it; what has begun and has no end is not taken."""
        self.drop()
        raise Lost(reason, in_doubt=in_doubt)

    def drop(self) -> None:
        """Close it without a word."""
        self.is_open = False
        with suppress(OSError):
            self._smtp.close()

    def quit(self) -> None:
        """Close it politely."""
        if self.is_open:
            with suppress(Lost, OSError):
                self.wait(GOODBYE)
                self.write(b"QUIT\r\n")
                self.answer()
            self.drop()
