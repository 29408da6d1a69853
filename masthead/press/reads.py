"""What a page reads while it is rendered, noted by the code that reads it.

Rows are noted by themselves once their model is watched (``watching.watch``). Code that asks for a list notes the
list and the part of it that it saw, in the list's own order: ``note_list("stories", since)``. Two kinds of things
cannot be noted so: the clock (``note("day")``) and pages that must come into being because this one leads to them
(``ask``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

FIRST, LAST = -(2**63), 2**63 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Reads:
    """What was noted: (tag, low, high) triples, and addresses that were asked for."""

    noted: set[tuple[int, int, int]] = field(default_factory=set)
    asked: dict[str, None] = field(default_factory=dict)

    def add(self, other: Reads) -> None:
        """Take over all that another has noted."""
        self.noted |= other.noted
        self.asked |= other.asked


_current: ContextVar[Reads | None] = ContextVar("masthead_reads", default=None)


@contextmanager
def record() -> Iterator[Reads]:
    """Note into a new ``Reads`` what is read inside; what was being recorded outside hears nothing of it."""
    reads = Reads()
    token = _current.set(reads)
    try:
        yield reads
    finally:
        _current.reset(token)


def current() -> Reads | None:
    """The record that is being taken, if one is."""
    return _current.get()


def note(*names: str) -> None:
    """These things were read."""
    reads = _current.get()
    if reads is not None:
        reads.noted.update((tag(name), FIRST, LAST) for name in names)


def note_list(name: str, since: datetime | None = None, until: datetime | None = None) -> None:
    """Which rows stand in this list between these moments was read; without one, from the beginning or to the end."""
    if _current.get() is not None:
        note_range(name, *span(since, until))


def note_range(name: str, low: int, high: int) -> None:
    """The same by numbers, as ``moment`` gives them."""
    reads = _current.get()
    if reads is not None:
        reads.noted.add((tag(name), low, high))


def ask(*paths: str) -> None:
    """These addresses belong to this page and must be printed too, if they are not yet."""
    reads = _current.get()
    if reads is not None:
        reads.asked.update(dict.fromkeys(paths))


def replay(reads: Reads) -> None:
    """Note again what was noted when something that is now reused was made."""
    now = _current.get()
    if now is not None:
        now.add(reads)


@lru_cache(maxsize=65536)
def tag(name: str) -> int:
    """The name as the 64 bits that stand in the tables; that two names meet would cost a reprint, no more."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)


def span(since: datetime | None, until: datetime | None) -> tuple[int, int]:
    """A range of moments in microseconds."""
    return (FIRST if since is None else moment(since), LAST if until is None else moment(until))


def moment(when: datetime) -> int:
    """Microseconds since 1970."""
    return (when - _EPOCH) // timedelta(microseconds=1)
