"""How many words a text has and how long it takes to read."""

from __future__ import annotations

import re

# Words a minute, silently, of adults reading plain prose in the language (Brysbaert 2019 for English;
# Slavic languages carry more in a word and are read at fewer words a minute: Trauzettel-Klosinski 2012).
PACE = {"en": 238, "uk": 180}

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")


def count_words(text: str) -> int:
    """Words in plain text; a hyphen or an apostrophe inside a word does not part it."""
    return sum(1 for _ in _WORD.finditer(text))


def reading_minutes(words: int, language: str) -> int:
    """Whole minutes, at least one."""
    return max(1, round(words / PACE.get(language.split("-")[0], PACE["en"])))
