"""Readers of option values: text in, value out, ``ValueError`` with the reason when it is not allowed."""

from __future__ import annotations

import importlib.util
import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from masthead.press.purging.addresses import Cache, read_cache

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def folder(text: str) -> Path:
    """An absolute folder; that it can be written to is checked at start."""
    path = Path(text).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise ValueError("is a file, not a folder")
    return path


def optional_folder(text: str) -> Path | None:
    """An absolute folder, or ``None``."""
    return folder(text) if text else None


def bind(text: str) -> tuple[str, int]:
    """Host and port."""
    host, colon, port = text.rpartition(":")
    if not colon or not host:
        raise ValueError("has no port or no host")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("has a port that is not between 1 and 65535")
    return host.strip("[]"), int(port)


def public_url(text: str) -> str:
    """Scheme and host without a trailing slash, or an empty text."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise ValueError("is not an address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("does not begin with http:// or https:// and a host")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("has a path; the paper must stand at the root of its host")
    return f"{parts.scheme}://{parts.netloc}"


def onion_address(text: str) -> str:
    """The address of an onion service (version 3), without a trailing slash, or an empty text."""
    address = text.strip().lower().removesuffix("/")
    if address and not re.fullmatch(r"https?://([a-z0-9-]+\.)*[a-z2-7]{56}\.onion(:[0-9]{1,5})?", address):
        raise ValueError("is not the address of an onion service")
    return address


def database_url(text: str) -> dict[str, Any] | None:
    """Django's description of the database, or ``None`` for the default."""
    if not text:
        return None
    if urlsplit(text).scheme not in ("sqlite", "postgres", "postgresql"):
        raise ValueError("is not a SQLite or PostgreSQL address")
    try:
        parsed = dict(dj_database_url.parse(text))
    except Exception:
        raise ValueError("cannot be understood") from None
    if not parsed.get("NAME"):
        raise ValueError("names no database")
    if urlsplit(text).scheme != "sqlite" and importlib.util.find_spec("psycopg") is None:
        raise ValueError("needs psycopg, which is not installed: pip install 'masthead[postgresql]'")
    return parsed


def site_store(text: str) -> Path | tuple[str, str] | None:
    """A folder, or bucket and prefix of an object store; ``None`` for the default."""
    if not text:
        return None
    if "://" not in text:
        return folder(text)
    scheme, _, rest = text.partition("://")
    if scheme != "s3":
        raise ValueError("is neither a folder nor an s3:// address")
    bucket, _, prefix = rest.partition("/")
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket):
        raise ValueError("names no bucket of lower-case letters, digits, dots and hyphens")
    parts = prefix.strip("/").split("/") if prefix.strip("/") else []
    if any(not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", part) for part in parts):
        raise ValueError("has a prefix of more than letters, digits, dots, hyphens and slashes")
    _need_boto3()
    return bucket, "/".join(parts)


def caches(text: str) -> list[Cache]:
    """The caches in front of the paper."""
    found = [read_cache(part) for part in filter(None, (part.strip() for part in text.split(",")))]
    if any(cache.kind == "cloudfront" for cache in found):
        _need_boto3()
    return found


def _need_boto3() -> None:
    if importlib.util.find_spec("boto3") is None:
        raise ValueError("needs boto3, which is not installed: pip install 'masthead[s3]'")


def secret_key(text: str) -> str:
    """The key, long enough to be one; empty means: make one."""
    if text and len(text) < 50:
        raise ValueError("is too short")
    return text


def networks(text: str) -> list[Network]:
    """A list of addresses or networks."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            found.append(ipaddress.ip_network(part, strict=False))
        except ValueError:
            raise ValueError(f"contains {part!r}, which is no address or network") from None
    return found


def switch(text: str) -> bool:
    """on/off, also yes/no, true/false, 1/0."""
    word = text.strip().lower()
    if word in ("on", "yes", "true", "1"):
        return True
    if word in ("off", "no", "false", "0", ""):
        return False
    raise ValueError("is neither on nor off")


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from ``low`` to ``high``."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise ValueError("is not a whole number") from None
        if not low <= number <= high:
            raise ValueError(f"is not between {low} and {high}")
        return number

    return read


def choice(*words: str) -> Callable[[str], str]:
    """A reader of one of ``words``."""

    def read(text: str) -> str:
        if text.strip().lower() not in words:
            raise ValueError("is not one of the words")
        return text.strip().lower()

    return read


def mail_address(text: str) -> Any:
    """How mail leaves: `masthead.mail.transports.address`."""
    from masthead.mail.transports import address

    return address.read(text)


def bounce_source(text: str) -> Any:
    """Where bounces come in: `masthead.mail.bounces.address`."""
    from masthead.mail.bounces import address

    return address.read(text)


def bounce_address(text: str) -> str:
    """The address that bounces come to, with room for what is put behind its plus sign."""
    from masthead.mail.bounces import address

    return address.read_bounce_address(text) or ""


def mailbox(text: str) -> str:
    """An e-mail address of our own, or nothing."""
    local, at, domain = text.strip().rpartition("@")
    if text and not (at and re.fullmatch(r"[A-Za-z0-9._-]{1,40}", local) and re.fullmatch(r"[A-Za-z0-9.-]+", domain)):
        raise ValueError("is not a plain e-mail address")
    return text.strip().lower()


def words(text: str) -> list[str]:
    """Words, separated by commas."""
    return [word for part in text.split(",") if (word := part.strip())]
