"""The key that signs sessions and links: made once, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import secrets
from pathlib import Path

from masthead.config.exceptions import CannotStart
from masthead.lib.once import write_once


def kept_secret_key(data: Path) -> str:
    """The key in ``data/secret-key``, made at the first call.

    Raises ``CannotStart`` when the data folder cannot be written to.
    """
    path = data / "secret-key"
    try:
        data.mkdir(parents=True, exist_ok=True)
        return write_once(path, secrets.token_urlsafe(64))
    except OSError as error:
        raise CannotStart(
            f"MASTHEAD_DATA: {str(data)!r} cannot be written to ({error.strerror}). "
            "Give this user the folder, or set MASTHEAD_DATA to another one."
        ) from None
