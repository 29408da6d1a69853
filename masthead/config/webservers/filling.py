"""Filling in the paper of a configuration: ``<<name>>``, which on a line of its own may become many lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path


def fill(paper: Path, values: Mapping[str, str]) -> str:
    """The text of the file with all names replaced; many lines stand as far in as their name."""
    text = paper.read_text(encoding="utf-8")
    text = re.sub(r"^( *)<<(\w+)>>$", lambda found: _indented(values[found[2]], found[1]), text, flags=re.MULTILINE)
    return re.sub(r"<<(\w+)>>", lambda found: values[found[1]], text)


def _indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}" for line in text.splitlines())
