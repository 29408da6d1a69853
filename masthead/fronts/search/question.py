"""What a reader typed, understood. Anything can be typed; nothing of it reaches the database but stems."""

from __future__ import annotations

import re
from dataclasses import dataclass

from masthead.lib.stems import COMMON, fold, stems

LONGEST = 200
MOST_PARTS = 20
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»＂"), '"')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_PART = re.compile(r'(?<!\S)([-\u2212]?)"([^"]*)"?|(?<!\S)([-\u2212]?)([^\s"]+)|"([^"]*)"?|([^\s"]+)')

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """Phrases of stems, each of one or more; a story must have all of ``wanted`` and none of ``unwanted``."""

    typed: str
    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()


def understand(typed: str) -> Question:
    """Words are looked for together, "words in quotes" one after the other, and -words must not be there."""
    typed = _CONTROL.sub(" ", typed)[:LONGEST].strip()
    wanted: dict[Phrase, bool] = {}
    unwanted: dict[Phrase, bool] = {}
    for minus, words in _parts(typed):
        phrase = tuple(stems(words))
        if phrase:
            is_common = len(phrase) == 1 and fold(words.strip()) in COMMON
            (unwanted if minus else wanted).setdefault(phrase, is_common)
    telling = tuple(phrase for phrase, is_common in wanted.items() if not is_common)
    return Question(typed, (telling or tuple(wanted))[:MOST_PARTS], tuple(unwanted)[:MOST_PARTS])


def _parts(typed: str) -> list[tuple[bool, str]]:
    """Pairs of whether it is unwanted, and words: by-election is a phrase of two, as the index knows it."""
    found = []
    for part in _PART.finditer(typed.translate(_QUOTES)):
        minus_quoted, quoted, minus, word, inner_quoted, inner = part.groups()
        words = next(text for text in (quoted, word, inner_quoted, inner) if text is not None)
        found.append((bool(minus_quoted or minus), words))
    return found
