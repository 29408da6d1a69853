"""The blocks of a body as the one rich text that a standing page has."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from masthead.importers.wordpress.body import Block


def page_html(body: list[Block]) -> str:
    """Headings, lists, paragraphs and rules; a table becomes a line for each row."""
    return "".join(_WRITERS[kind](value) for kind, value in body)


def _paragraph(value: str) -> str:
    return value


def _heading(value: str) -> str:
    return f"<h2>{html.escape(value, quote=False)}</h2>"


def _list(value: dict[str, Any]) -> str:
    tag = "ol" if value["ordered"] else "ul"
    entries = "".join(f"<li>{entry.removeprefix('<p>').removesuffix('</p>')}</li>" for entry in value["entries"])
    return f"<{tag}>{entries}</{tag}>"


def _quote(value: dict[str, Any]) -> str:
    source = f"<p>— {html.escape(value['source'], quote=False)}</p>" if value["source"] else ""
    return f"{value['text']}{source}"


def _table(value: dict[str, Any]) -> str:
    table = value["table"]
    lines = [[column["heading"] for column in table["columns"]], *(row["values"] for row in table["rows"])]
    said = [" · ".join(cell for cell in line if cell) for line in lines]
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in said if line)


def _embed(value: dict[str, Any]) -> str:
    return f'<p><a href="{html.escape(value["address"])}">{html.escape(value["title"], quote=False)}</a></p>'


def _code(value: dict[str, Any]) -> str:
    return "<p>" + html.escape(value["code"], quote=False).replace("\n", "<br>") + "</p>"


def _divider(value: None) -> str:
    return "<hr/>"


_WRITERS: dict[str, Callable[[Any], str]] = {
    "paragraph": _paragraph, "heading": _heading, "list": _list, "quote": _quote, "table": _table,
    "embed": _embed, "code": _code, "divider": _divider,
}  # fmt: skip
