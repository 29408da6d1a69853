"""The part of a text that answers a question, with what was asked for marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from masthead.fronts.search.question import Phrase, Question
from masthead.lib.stems import Word, stem_of, words, words_beginning

AROUND = 220  # characters
BEFORE = 60
FURTHEST = 40_000  # characters that are looked through


def snippet(text: str, question: Question) -> SafeString:
    """About ``AROUND`` characters, from the first place where most of the question stands close together."""
    hits = _hits(text, question.wanted)
    start, end = _window(text, hits)
    parts = ["… " if start else ""]
    place = start
    for hit_start, hit_end in _joined(hits):
        if start <= hit_start and hit_end <= end:
            parts.append(conditional_escape(text[place:hit_start]))
            parts.append(format_html("<mark>{}</mark>", text[hit_start:hit_end]))
            place = hit_end
    parts += [conditional_escape(text[place:end]), " …" if end < len(text) else ""]
    return mark_safe(" ".join("".join(parts).split()))  # noqa: S308 - every part is escaped above


Hit = tuple[int, int, Phrase]


def _hits(text: str, phrases: tuple[Phrase, ...]) -> list[Hit]:
    """Where the phrases stand, until each was met and a snippet's length is past."""
    found: list[Hit] = []
    missing, enough = set(phrases), len(text)
    for word in words_beginning(text[:FURTHEST], frozenset(phrase[0][0] for phrase in phrases)):
        if word.start > enough:
            break
        for phrase, end in _from_here(text, word, phrases):
            found.append((word.start, end, phrase))
            missing.discard(phrase)
            if not missing:
                enough = min(enough, end + AROUND)
    return found


def _from_here(text: str, word: Word, phrases: tuple[Phrase, ...]) -> Iterator[tuple[Phrase, int]]:
    """The phrases that begin with this word, and where they end."""
    stem = stem_of(word.written)
    for phrase in phrases:
        if phrase[0] == stem:
            following = list(islice(words(text, word.end), len(phrase) - 1))
            if [stem_of(other.written) for other in following] == list(phrase[1:]):
                yield phrase, following[-1].end if following else word.end


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
