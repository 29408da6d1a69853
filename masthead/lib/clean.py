"""Making foreign HTML safe, and small changes to our own."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"(?<=</p>)\s*(?=<p[\s>])")
_ONE_PARAGRAPH = re.compile(r"\s*<p(?:\s[^>]*)?>(.*)</p>\s*", re.DOTALL)


def without_paragraph(html: str) -> str:
    """``html`` without the ``<p>`` around it when it is a single paragraph; else with breaks between them."""
    inner = _ONE_PARAGRAPH.fullmatch(html)
    if not inner:
        return html
    return re.sub(r"</p>\s*<p(?:\s[^>]*)?>", "<br><br>", inner.group(1))


def paragraphs(html: str) -> list[str]:
    """The inside of each ``<p>`` of ``html`` that holds anything, in order."""
    inner = (without_paragraph(part) for part in _BETWEEN.split(html))
    return [part for part in inner if part.strip()]
