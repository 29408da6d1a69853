"""Tables, as the newsroom's table block keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml.html import HtmlElement

MOST_COLUMNS = 30


def read_table(element: HtmlElement, words: Callable[[HtmlElement], str]) -> dict[str, Any] | None:
    """Columns with their heads, and rows of equal length; ``None`` when no cell says anything."""
    lines = [row for row in element.iter("tr") if _table_of(row) is element]
    rows = [_cells(row, words) for row in lines]
    width = max((len(row) for row in rows), default=0)
    if not width or not any(any(row) for row in rows):
        return None
    filled = [row + [""] * (width - len(row)) for row in rows]
    heads = filled.pop(0) if _is_head(lines[0]) else [""] * width
    return {
        "columns": [{"type": "text", "heading": head} for head in heads],
        "rows": [{"values": row} for row in filled],
        "caption": "",
    }


def _table_of(row: HtmlElement) -> HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _cells(row: HtmlElement, words: Callable[[HtmlElement], str]) -> list[str]:
    found: list[str] = []
    for cell in row.iterchildren("td", "th"):
        found.append(words(cell))
        found += [""] * (_span(cell) - 1)
    return found[:MOST_COLUMNS]


def _span(cell: HtmlElement) -> int:
    said = cell.get("colspan") or "1"
    return min(int(said), MOST_COLUMNS) if said.isascii() and said.isdigit() and int(said) > 0 else 1


def _is_head(row: HtmlElement) -> bool:
    parent = row.getparent()
    in_head = parent is not None and parent.tag == "thead"
    return in_head or all(cell.tag == "th" for cell in row.iterchildren("td", "th"))
