"""The spool: messages as files that the newsroom can read as its outbox; nothing leaves this machine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from masthead.mail.exceptions import Lost, UnsafeSender
from masthead.mail.transports.envelope import envelope_address
from masthead.mail.transports.session import Answer, Parcel

TAKEN = Answer(250, "kept in the outbox")
_TO = "X-Masthead-Envelope-To"
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}/\d{6}-\d{6}", re.ASCII)


class SpoolTransport:
    """The default, so that everything can be tried on a fresh machine."""

    label = "spool (nothing leaves this machine)"
    is_real = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> SpoolSession:
        """Nothing to connect to."""
        return SpoolSession(self.folder)


class SpoolSession:
    """Writes one file for each parcel."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, parcels: Iterable[Parcel]) -> Iterator[Answer]:
        """See ``Session.send``."""
        for parcel in parcels:
            try:
                recipient = envelope_address(parcel.recipient)
            except ValueError as error:
                yield Answer(553, str(error))
                continue
            try:
                sender = parcel.sender and envelope_address(parcel.sender)
            except ValueError as error:
                raise UnsafeSender(f"the sender of the envelope: {error}") from None
            envelope = f"{_TO}: {recipient}\r\nX-Masthead-Envelope-From: <{sender}>\r\n"
            try:
                _write(self._folder, envelope.encode() + parcel.message)
            except OSError as error:  # no room, no right: it goes on by itself once that is mended
                raise Lost(f"the outbox cannot be written: {error.strerror or error}") from None
            yield TAKEN

    def close(self) -> None:
        """Nothing to say goodbye to."""


def _write(folder: Path, data: bytes) -> None:
    """Whole under a temporary name, then renamed: who reads the outbox never meets half a message."""
    path = _reserved(folder)
    fresh = path.with_suffix(".tmp")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise


def _reserved(folder: Path) -> Path:
    """A name that nobody else has, kept by an empty file."""
    while True:
        name = datetime.now(UTC).strftime("%Y-%m-%d/%H%M%S-%f.eml")
        path = folder / name
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o640))
        except FileExistsError:
            continue
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            continue
        return path


@dataclass(frozen=True, slots=True)
class SpooledMessage:
    """A message of the outbox. ``to`` is who the envelope names; ``html`` is as sent: show it in a sandbox."""

    name: str
    subject: str
    sender: str
    to: str
    date: datetime
    text: str
    html: str


def messages(folder: Path, limit: int = 50, to: str = "") -> list[SpooledMessage]:
    """The newest messages of the outbox, newest first; of those whose recipient begins with ``to``."""
    found: list[SpooledMessage] = []
    for day in sorted(folder.glob("????-??-??"), reverse=True):
        for path in sorted(day.glob("*.eml"), reverse=True):
            if len(found) == limit:
                return found
            if to and not _is_to(path, to):
                continue
            if spooled := message(folder, f"{day.name}/{path.stem}"):
                found.append(spooled)
    return found


def _is_to(path: Path, to: str) -> bool:
    """By the first line alone, so that thousands are looked through in a moment."""
    try:
        with path.open("rb") as file:
            return file.readline(1000).decode(errors="replace").lower().startswith(f"{_TO}: {to}".lower())
    except OSError:
        return False


def message(folder: Path, name: str) -> SpooledMessage | None:
    """One message by its name; ``None`` when there is none, and for a name that leads elsewhere."""
    if not _NAME.fullmatch(name):
        return None
    try:
        data = (folder / f"{name}.eml").read_bytes()
    except OSError:
        return None
    return _parsed(name, data) if data else None


def _parsed(name: str, data: bytes) -> SpooledMessage:
    parsed: Any = message_from_bytes(data, policy=default)
    written = datetime.strptime(name, "%Y-%m-%d/%H%M%S-%f").replace(tzinfo=UTC)
    return SpooledMessage(
        name=name,
        subject=str(parsed.get("Subject", "")),
        sender=str(parsed.get("From", "")),
        to=str(parsed.get(_TO, "")),
        date=written,
        text=_body(parsed, "plain"),
        html=_body(parsed, "html"),
    )


def _body(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""
