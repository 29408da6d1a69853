"""Readable Latin slugs from headlines in any of the paper's alphabets.

Ukrainian follows the official table of the Cabinet of Ministers of Ukraine, resolution No. 55 of
27 January 2010: some letters read differently at the beginning of a word, "зг" becomes "zgh", and
the soft sign and the apostrophe are left out.
"""

from __future__ import annotations

import re
import unicodedata

_UKRAINIAN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia".split(" "),
        strict=True,
    )
)
_UKRAINIAN_AT_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# Letters of other Cyrillic alphabets that turn up in names.
_OTHER = {
    "ы": "y",
    "э": "e",
    "ё": "e",
    "ъ": "",
    "ў": "u",
    "ј": "j",
    "љ": "lj",
    "њ": "nj",
    "ћ": "c",
    "ђ": "dj",
    "џ": "dz",
}
_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"}
_APOSTROPHES = "'’ʼ`´"


def transliterate(text: str) -> str:
    """``text`` in lower-case ASCII letters as far as it can be said in them."""
    out: list[str] = []
    lower = text.lower()
    for place, letter in enumerate(lower):
        before = lower[place - 1] if place else " "
        if letter in _APOSTROPHES:
            continue
        if letter in _UKRAINIAN_AT_START and not (before.isalnum() or before in _APOSTROPHES):
            out.append(_UKRAINIAN_AT_START[letter])
        elif letter == "г" and before == "з":
            out.append("gh")
        elif letter in _UKRAINIAN:
            out.append(_UKRAINIAN[letter])
        else:
            out.append(_OTHER.get(letter, _LATIN.get(letter, letter)))
    decomposed = unicodedata.normalize("NFKD", "".join(out))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def make_slug(text: str, longest: int = 80) -> str:
    """A slug of at most ``longest`` characters, cut at a word; ``""`` when no letter can be said in ASCII."""
    words = re.findall(r"[a-z0-9]+", transliterate(text))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > longest:
            break
        slug = longer
    return slug or "-".join(words)[:longest]


def with_suffix(slug: str, number: int, longest: int = 80) -> str:
    """``slug-number`` within ``longest`` characters."""
    tail = f"-{number}"
    return slug[: longest - len(tail)].rstrip("-") + tail
