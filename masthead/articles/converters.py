"""The day in an address."""

from __future__ import annotations

from datetime import date


class DayConverter:
    """``2026/11/23`` as a date; an impossible day is no match."""

    regex = "[12][0-9]{3}/[0-9]{2}/[0-9]{2}"  # not \d: a page has one address, not one in every script

    def to_python(self, value: str) -> date:
        return date(*map(int, value.split("/")))

    def to_url(self, value: date) -> str:
        return f"{value:%Y/%m/%d}"
