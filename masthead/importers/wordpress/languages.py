"""Which of the paper's languages a text is in."""

from __future__ import annotations

import re

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_LATIN = re.compile(r"[A-Za-z]")
_ENOUGH = 5000


def language_of(text: str, said: str) -> str:
    """``uk``, ``en`` or ``""`` when it cannot be told; ``said`` is what the old site says of itself."""
    sample = text[:_ENOUGH]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic > latin:
        return "uk" if _UKRAINIAN.search(sample) or said.lower().startswith("uk") else ""
    return "en" if latin and said.lower().startswith("en") else ""
