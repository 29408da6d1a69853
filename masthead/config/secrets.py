"""The key that signs sessions and links: made once, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from masthead.config.exceptions import CannotStart


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


def write_once(path: Path, text: str) -> str:
    """Write ``text`` unless the file is there; return what the file holds. Safe with two starts at once."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="utf-8").strip()
        if kept:
            return kept
        path.unlink()  # a crash between making and writing left it empty
        return write_once(path, text)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return text
