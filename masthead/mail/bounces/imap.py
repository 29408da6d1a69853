"""Bounces from a mailbox that is asked by IMAP."""

from __future__ import annotations

import contextlib
import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from masthead.mail.bounces.address import Source
from masthead.mail.bounces.exceptions import CannotCollect
from masthead.mail.bounces.reading import LARGEST

TIMEOUT = 20.0
AT_ONCE = 200
Box = imaplib.IMAP4


@contextmanager
def opened(source: Source, context: ssl.SSLContext | None = None) -> Iterator[Box]:
    """The mailbox, with its folder chosen. ``CannotCollect`` when it cannot be reached or does not let us in."""
    box: Box | None = None
    try:
        box = _connect(source, context or ssl.create_default_context())
        box.login(source.user, source.password)
        _sure(box.select(_quoted(source.folder)))
        yield box
    except (OSError, imaplib.IMAP4.error) as error:  # a lost connection and a wrong password among them
        raise CannotCollect(f"{source}: {_reason(error)}") from None
    finally:
        if box is not None:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                box.logout()


def waiting(box: Box) -> list[str]:
    """What is neither seen nor deleted, by its lasting number, oldest first."""
    found = _sure(box.uid("SEARCH", "UNSEEN", "UNDELETED"))
    return [number.decode("ascii") for number in (found[0] or b"").split()][:AT_ONCE]


def message(box: Box, uid: str) -> bytes | None:
    """The message as it lies there, without marking it as seen; ``None`` when it has gone since."""
    answer = _sure(box.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)"))
    return next((part[1] for part in answer if isinstance(part, tuple)), None)


def mark(box: Box, uid: str, is_ours: bool) -> None:
    """A report that was filed is deleted; what else came to the address stays, as seen, for somebody to read."""
    _sure(box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen \Deleted)" if is_ours else r"(\Seen)"))


def clear(box: Box, uids: list[str]) -> None:
    """Take what we deleted out of the folder, and nothing that somebody else has marked as deleted."""
    if uids and b"UIDPLUS" in b" ".join(_sure(box.capability())).upper().split():  # told in full after the login
        _sure(box.uid("EXPUNGE", ",".join(uids)))


def _connect(source: Source, context: ssl.SSLContext) -> Box:
    if source.tls == "implicit":
        return imaplib.IMAP4_SSL(source.host, source.port, ssl_context=context, timeout=TIMEOUT)
    box = imaplib.IMAP4(source.host, source.port, timeout=TIMEOUT)
    if source.tls == "starttls":
        box.starttls(context)
    return box


def _sure(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(data[0])
    return data


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _reason(error: Exception) -> str:
    raw = error.args[0] if error.args else ""
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(error)
    return " ".join(text.split()) or type(error).__name__
