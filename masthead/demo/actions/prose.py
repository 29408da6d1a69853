"""The demo's longer texts as rich text."""

from __future__ import annotations

import re
from typing import Any

from masthead.demo.actions.stories import Stories
from masthead.demo.markup import blocks


def prose(text: str, stories: Stories) -> str:
    """Paragraphs, headings and lists as HTML, with links to stories as addresses."""
    html = "".join(_html(kind, value) for kind, value in blocks(text))
    return re.sub(r'href="story:([a-z0-9-]+)"', lambda found: f'href="{stories[found.group(1)].address}"', html)


def _html(kind: str, value: Any) -> str:
    if kind == "heading":
        return f"<h2>{value}</h2>"
    if kind == "list":
        tag = "ol" if value["ordered"] else "ul"
        return f"<{tag}>{''.join(f'<li>{entry}</li>' for entry in value['entries'])}</{tag}>"
    return str(value)
