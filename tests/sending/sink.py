"""A mail server that writes down whom it took a message for, before it says so.

Run: ``python -m tests.sending.sink PORT FILE``.

It is fast enough for tens of thousands of messages, and pipelines as Postfix does. Some recipients are treated badly,
by the first word of their address: ``gone-`` (550 5.1.1), ``later-`` (451), ``full-`` (452), ``drop-`` (the connection
is cut after the message, which was taken), ``cut-`` (cut in the middle of the message).
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TextIO

REFUSALS = {
    "gone": b"550 5.1.1 no such user here\r\n",
    "later": b"451 4.3.2 come back later\r\n",
    "full": b"452 4.2.2 mailbox full\r\n",
}


class Receiver(asyncio.Protocol):
    """One connection."""

    def __init__(self, book: TextIO) -> None:
        self.book = book
        self.rest = b""
        self.recipient = ""
        self.is_in_message = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 sink ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while self.rest and not self.transport.is_closing():
            if self.is_in_message:
                message, end, rest = self.rest.partition(b"\r\n.\r\n")
                if self.recipient.startswith("cut-"):
                    self.transport.abort()
                    return
                if not end:
                    return
                self.is_in_message, self.rest = False, rest
                self._take(message)
                continue
            line, end, rest = self.rest.partition(b"\r\n")
            if not end:
                return
            self.rest = rest
            self._obey(line)

    def _take(self, message: bytes) -> None:
        head = message.partition(b"\r\n\r\n")[0]
        found = [line[12:].strip() for line in head.split(b"\r\n") if line.lower().startswith(b"message-id:")]
        print(self.recipient, found[0].decode() if found else "-", file=self.book, flush=True)
        if self.recipient.startswith("drop-"):
            self.transport.abort()
        else:
            self.transport.write(b"250 2.0.0 taken\r\n")

    def _obey(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"EHLO":
            answer = b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n"
        elif verb == b"RCPT":
            address = line[line.index(b"<") + 1 : line.index(b">")].decode()
            answer = REFUSALS.get(address.partition("-")[0], b"250 2.1.5 Ok\r\n")
            self.recipient = "" if answer[:1] != b"2" else address
        elif verb == b"DATA":
            self.is_in_message = bool(self.recipient)
            answer = b"354 go on\r\n" if self.recipient else b"554 5.5.1 no valid recipients\r\n"
        elif verb == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
            return
        else:
            answer = b"250 Ok\r\n"
        self.transport.write(answer)


async def serve(port: int, path: Path) -> None:
    """Take mail until killed; the book gets a line for each message."""
    with path.open("a") as book:
        server = await asyncio.get_running_loop().create_server(lambda: Receiver(book), "127.0.0.1", port)
        print("ready", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
