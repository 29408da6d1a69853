"""The part of a text that answers a question, with what was asked for marked."""

from __future__ import annotations

from collections import deque

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from masthead.fronts.search.question import Phrase, Question
from masthead.lib.stems import Word, words

AROUND = 220  # characters
BEFORE = 60
FURTHEST = 4_000  # words that are looked through


def snippet(text: str, question: Question) -> SafeString:
    """About ``AROUND`` characters, from the first place where most of the question stands close together."""
    hits = _hits(text, question.wanted)
    start, end = _window(text, hits)
    parts = ["… " if start else ""]
    place = start
    for hit_start, hit_end in _joined(hits):
        if start <= hit_start and hit_end <= end:
            parts += [conditional_escape(text[place:hit_start]), format_html("<mark>{}</mark>", text[hit_start:hit_end])]
            place = hit_end
    parts += [conditional_escape(text[place:end]), " …" if end < len(text) else ""]
    return mark_safe(" ".join("".join(parts).split()))  # noqa: S308 - every part is escaped above


Hit = tuple[int, int, Phrase]


def _hits(text: str, phrases: tuple[Phrase, ...]) -> list[Hit]:
    """Where the phrases stand, until each was met and a snippet's length is past."""
    longest = max((len(phrase) for phrase in phrases), default=1)
    last: deque[Word] = deque(maxlen=longest)
    found: list[Hit] = []
    missing, enough = set(phrases), len(text)
    for count, word in enumerate(words(text)):
        if count > FURTHEST or word.start > enough:
            break
        last.append(word)
        for phrase in phrases:
            if word.stem == phrase[-1] and _ends_with(last, phrase):
                found.append((last[-len(phrase)].start, word.end, phrase))
                missing.discard(phrase)
        if not missing and enough == len(text):
            enough = word.end + AROUND
    return found


def _ends_with(last: deque[Word], phrase: Phrase) -> bool:
    return len(last) >= len(phrase) and all(last[place - len(phrase)].stem == stem for place, stem in enumerate(phrase))


def _window(text: str, hits: list[Hit]) -> tuple[int, int]:
    """From a word's beginning to a word's end, around the first hit that has the most others with it."""
    best, best_end, most = 0, 0, 0
    for start, hit_end, _ in hits:
        together = len({phrase for other, end, phrase in hits if start <= other and end <= start + AROUND - BEFORE})
        if together > most:
            best, best_end, most = start, hit_end, together
    start = max(0, best - BEFORE)
    space = text.find(" ", start, best) if start else -1
    start = space + 1 or start
    end = max(start + AROUND, best_end)
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", best_end, end)
    return start, end if space == -1 else space


def _joined(hits: list[Hit]) -> list[tuple[int, int]]:
    """The places without phrases; where two overlap, one."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in sorted(hits):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
