"""Taking messages out of the outbox: those to somebody who was erased, and all that are old."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

FIRST = b"x-masthead-envelope-to: "


def forget_spooled(folder: Path, address: str) -> int:
    """Delete the messages to an address, however it is written; how many."""
    wanted = FIRST + address.lower().encode()
    found = [path for path in folder.glob("????-??-??/*.eml") if _first_line(path) == wanted]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def clear_spool(folder: Path, before: date) -> int:
    """Delete the messages of the days before; how many files."""
    gone = 0
    for day in folder.glob("????-??-??"):
        if day.name < before.isoformat():
            for path in day.iterdir():
                path.unlink(missing_ok=True)
                gone += 1
            with contextlib.suppress(OSError):  # somebody has put something beside
                day.rmdir()
    return gone


def _first_line(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.readline(1000).strip().lower()
    except OSError:
        return b""
