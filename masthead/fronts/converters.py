"""The number in the address of a list's page."""

from __future__ import annotations


class TurnedPage:
    """From 2 on, without leading zeros: the first page has the list's own address, and each page only one."""

    regex = "[2-9]|[1-9][0-9]{1,4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
