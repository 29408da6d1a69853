"""Words of a text as a search index keeps them: lower case, without accents and apostrophes, without endings.

English goes through the Snowball stemmer (Porter 2). For Ukrainian there is none, so ``_ukrainian`` is a
light stemmer of our own after the approach of Dolamic and Savoy, "Indexing and searching strategies for the
Russian language", JASIST 60 (12), 2009: take off the endings of nouns and adjectives and leave verbs and
derivation alone, which finds as much as a heavy stemmer with fewer wrong hits. Ukrainian changes letters
inside the word too (рік, року; українець, українця), so a few of these changes are undone afterwards.
What comes out is a key, no word. The script of a word tells its language, so that a question needs none.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

LONGEST = 40
_APOSTROPHES = "'’ʼ‘`´ʹ′"
_NO_APOSTROPHES = dict.fromkeys(map(ord, _APOSTROPHES))  # one of them, U+02BC, counts as a letter in Unicode
_INSIDE = rf"\u0300-\u036f\u00ad{_APOSTROPHES}"  # what may stand inside a word: stress marks, soft hyphens
_WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$")
_CYRILLIC = re.compile(r"^[а-яёіїєґў]+$")
_PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789абвгдежзийклмнопрстуфхцчшщьюяєії"
# Words so common that they tell nothing; a question leaves them out unless it is made of them alone.
COMMON = frozenset(
    "a an and are as at be by for from has he in is it its of on or that the this to was were will with "
    "а або але бо в від він вона вони до є з за зі й і із на не о об по про та так у це що щоб як який".split()
)


class Word(NamedTuple):
    """A word as it is written and where it stands in the text."""

    written: str
    start: int
    end: int


def words(text: str, start: int = 0) -> Iterator[Word]:
    """The words of ``text`` in order, from ``start`` on."""
    for found in _WORD.finditer(text, start):
        yield Word(found.group(), found.start(), found.end())


def words_beginning(text: str, letters: frozenset[str]) -> Iterator[Word]:
    """The words whose stem may begin with one of ``letters``: many times quicker than to make all stems."""
    for found in _beginning(letters).finditer(text):
        yield Word(found.group(), found.start(), found.end())


@lru_cache(maxsize=256)
def _beginning(letters: frozenset[str]) -> re.Pattern[str]:
    # A stem begins as its word does. Beyond these two alphabets only folding can tell, so such words all count.
    wanted = re.escape("".join(sorted(letters | {letter.upper() for letter in letters})))
    first = rf"(?=[{wanted}]|[^\W_{_PLAIN}{_PLAIN.upper()}])"
    return re.compile(rf"(?<![^\W_])(?<![^\W_][{_INSIDE}]){first}{_WORD.pattern}")


def stems(text: str) -> list[str]:
    """The stems of ``text`` in order."""
    return [stem for found in _WORD.findall(text) if (stem := stem_of(found))]


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """The key of one word: letters and digits only, at most ``LONGEST``; ``""`` when nothing is left."""
    plain = fold(word)[:LONGEST]
    if _CYRILLIC.match(plain):
        return _ukrainian(plain)
    if plain.isascii() and plain.isalpha():
        return _english(plain)
    return plain


def fold(word: str) -> str:
    """``word`` in lower case without accents, apostrophes and an English ``'s``; й and ї are letters of their own."""
    word = _POSSESSIVE.sub("", word.casefold()).translate(_NO_APOSTROPHES)
    if word.isascii() and word.isalnum():
        return word
    composed = unicodedata.normalize("NFC", word).replace("ґ", "г")
    plain = "".join(letter if letter in "йїў" else unicodedata.normalize("NFKD", letter) for letter in composed)
    return "".join(letter for letter in plain.casefold() if letter.isalnum())


_snowball = snowballstemmer.stemmer("english")
_one_at_a_time = threading.Lock()  # the stemmer keeps its word in itself


def _english(word: str) -> str:
    with _one_at_a_time:
        return str(_snowball.stemWord(word))


_VOWELS = frozenset("аеєиіїоуюя")
_ENDINGS = tuple(
    sorted(
        "а я о е є и і ї у ю ь й ою ею єю ям ам ом ем єм им ім ах ях их іх ий ій ей ої ьої ьою ого ому ього ьому "
        "ами ями ими іми ьми".split(),
        key=len,
        reverse=True,
    )
)
# Off once more: the second syllable of -ові, -еві and -ів (here already -ов), and what looked like an ending
# because the word had none (програм, програма, програмами).
_SECOND = ("ов", "ев", "єв", "ам", "ям", "ом", "ем", "єм", "им", "ах", "ях", "их")
_FLEETING = (("ен", "н"), ("ец", "ц"), ("ок", "к"))
_IRREGULAR = {
    **dict.fromkeys("день дня дню днем дні днів дням днями днях".split(), "день"),
    **dict.fromkeys("люди людей людям людьми людях людина людини людину людині людиною".split(), "людин"),
}


def _ukrainian(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem = _single(_without(word, _ENDINGS))
    stem = _opened(stem)
    stem = _without(stem, _SECOND)
    if len(stem) > 3 and stem[-1] in _VOWELS:
        stem = stem[:-1]
    for full, short in _FLEETING:
        rest = stem.removesuffix(full)
        if rest != stem and len(rest) >= 3 and _VOWELS & set(rest):
            stem = rest + short
            break
    stem = _opened(_single(stem))
    # рука, руці; дорога, дорозі
    return stem[:-1] + {"ц": "к", "з": "г"}.get(stem[-1], stem[-1])


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        rest = word.removesuffix(ending)
        # Of a short word only one letter goes: an ending of two would leave no root (дім, атом, крим).
        if rest != word and len(rest) >= (2 if len(ending) == 1 else 3) and _VOWELS & set(rest):
            return rest
    return word


def _single(stem: str) -> str:
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


def _opened(stem: str) -> str:
    """The vowel of the last closed syllable as it is when the syllable is open: рік as рок-, Київ as Києв-."""
    for place in range(len(stem) - 2, 0, -1):
        if stem[place] in _VOWELS:
            return stem[:place] + {"і": "о", "ї": "є"}.get(stem[place], stem[place]) + stem[place + 1 :]
    return stem
