"""Secrets of this installation: made once, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import secrets
from pathlib import Path

from masthead.config.exceptions import CannotStart
from masthead.lib.once import write_once


def kept_secret_key(data: Path) -> str:
    """The key that signs sessions and links."""
    return _kept(data, "secret-key", 64)


def kept_webhook_secret(data: Path) -> str:
    """What a mail service must name when it tells of bounces."""
    return _kept(data, "webhook-secret", 24)


def _kept(data: Path, name: str, length: int) -> str:
    """The secret in this file, made at the first call; ``CannotStart`` when the data folder cannot be written to."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        return write_once(data / name, secrets.token_urlsafe(length))
    except OSError as error:
        raise CannotStart(
            f"MASTHEAD_DATA: {str(data)!r} cannot be written to ({error.strerror}). "
            "Give this user the folder, or set MASTHEAD_DATA to another one."
        ) from None
