"""Pages as trees."""

from __future__ import annotations

from typing import Any

from lxml import html


def parsed(markup: str | bytes) -> Any:
    """The tree of a page or a part of one; lxml's types know all that an XPath might answer."""
    return html.fromstring(markup)
