"""Where bounces are read from, as the operator writes it. Plain parsing: works before Django is set up."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

Kind = Literal["maildir", "imap", "lmtp"]
Tls = Literal["none", "implicit", "starttls"]

FORMS = "maildir:///FOLDER, imaps://USER:PASSWORD@HOST/FOLDER, imap+starttls://... or lmtp://127.0.0.1:2424"
LONGEST_LOCAL_PART = 24  # leaves 40 of the 64 characters that SMTP allows for the mailing, the reader, the signature
IMAP_PORTS: dict[Tls, int] = {"none": 143, "starttls": 143, "implicit": 993}


@dataclass(frozen=True, slots=True)
class Source:
    """One place that bounces come from."""

    kind: Kind
    folder: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = "none"

    def __str__(self) -> str:
        """For human eyes: without the password."""
        if self.kind == "maildir":
            return f"maildir {self.folder}"
        return f"{self.kind} {self.host}:{self.port}" + (f" {self.folder}" if self.folder else "")


def read(text: str) -> Source | None:
    """The source, or ``None`` for an empty text. ``ValueError`` with the reason when it is not one."""
    if not text.strip():
        return None
    try:
        parts = urlsplit(text.strip())
        _ = parts.port
    except ValueError:
        raise ValueError("is not an address, or has a port that is not a number up to 65535") from None
    if parts.scheme == "maildir":
        return _maildir(parts)
    if parts.scheme == "lmtp":
        return _lmtp(parts)
    if parts.scheme in ("imaps", "imap+starttls", "imap"):
        return _imap(parts)
    raise ValueError("does not begin with maildir://, imaps://, imap+starttls:// or lmtp://")


def read_bounce_address(text: str) -> str | None:
    """The address that bounces go to (``bounces@paper.example``), or ``None`` for an empty text."""
    address = text.strip().lower()
    if not address:
        return None
    local, _, domain = address.rpartition("@")
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", local) or not re.fullmatch(
        r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}", domain
    ):
        raise ValueError("is not an e-mail address of plain letters, digits, dots and hyphens")
    if len(local) > LONGEST_LOCAL_PART:
        raise ValueError(f"has more than {LONGEST_LOCAL_PART} characters before the @")
    return address


def _maildir(parts: SplitResult) -> Source:
    folder = unquote(parts.path)
    if parts.netloc or not folder.startswith("/") or folder == "/":
        raise ValueError("names no folder; write three slashes and the whole path: maildir:///var/mail/bounces")
    if Path(folder).exists() and not Path(folder).is_dir():
        raise ValueError("names a file, not a folder")
    return Source("maildir", folder=folder)


def _lmtp(parts: SplitResult) -> Source:
    if not parts.hostname or not parts.port:
        raise ValueError("has no host or no port, as in lmtp://127.0.0.1:2424")
    if not _is_loopback(parts.hostname) and parse_qs(parts.query).get("open") != ["yes"]:
        raise ValueError(
            "would listen to other machines, without a password; if a firewall keeps strangers out, add ?open=yes"
        )
    return Source("lmtp", host=parts.hostname, port=parts.port)


def _imap(parts: SplitResult) -> Source:
    if not parts.hostname or not parts.username or not parts.password:
        raise ValueError("has no host, user or password, as in imaps://USER:PASSWORD@HOST/INBOX")
    tls: Tls = {"imaps": "implicit", "imap+starttls": "starttls"}.get(parts.scheme, "none")  # type: ignore[assignment]  # of the table's own words
    if tls == "none" and not _is_loopback(parts.hostname):
        raise ValueError("would send the password in the clear; use imaps:// or imap+starttls://")
    return Source(
        "imap",
        folder=unquote(parts.path.strip("/")) or "INBOX",
        host=parts.hostname,
        port=parts.port or IMAP_PORTS[tls],
        user=unquote(parts.username),
        password=unquote(parts.password),
        tls=tls,
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
