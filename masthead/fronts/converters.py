"""The number in the address of a list's page."""

from __future__ import annotations


class TurnedPage:
    """Without leading zeros: each page has only one address, and the first one that of the list itself."""

    regex = "[1-9][0-9]{0,4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
