"""Mail and pages in a frame of the newsroom."""

from __future__ import annotations

import re

_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def in_new_window(html: str) -> str:
    """The document with all its links opening a window of their own: the newsroom stays where it is."""
    return _HEAD.sub(r'\g<0><base target="_blank">', html, count=1)
