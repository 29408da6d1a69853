"""Numbers of rows, as they come in addresses and forms."""

from __future__ import annotations


def row_number(text: str) -> int:
    """The number; 0, which no row has, for anything else and for more digits than a database can look for."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
