"""Rows as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

AT_ONCE = 500  # rows in a piece
# A spreadsheet takes a cell that begins with one of these for a formula, which may fetch and send what it likes.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Lines:
    """Keeps what a writer wrote until it is taken."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def write(self, text: str) -> int:
        self._parts.append(text)
        return len(text)

    def take(self) -> bytes:
        text, self._parts = "".join(self._parts), []
        return text.encode()


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Any]], mark: bool = True) -> Iterator[bytes]:
    """The table in pieces. ``mark``: begin with the mark by which spreadsheets know UTF-8."""
    lines = _Lines()
    writer = csv.writer(lines)
    if mark:
        lines.write("\ufeff")
    writer.writerow(head)
    for number, row in enumerate(rows, 1):
        writer.writerow([cell(value) for value in row])
        if not number % AT_ONCE:
            yield lines.take()
    yield lines.take()


def cell(value: Any) -> str:
    """What stands in a cell. An apostrophe keeps text from being run as a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, bool | int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
