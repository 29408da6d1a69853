"""Saying, in the transaction of a change, what has changed.

Nothing is printed here. The worker sorts the outbox within a second, and sooner: after the commit it is woken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from masthead.press import reads
from masthead.press.models import Touch

EVERYTHING = "everything"  # every page reads it without noting it

AWAITED, TOUCHED, IN_BULK = 0, 1, 2  # ranks: what an editor has just done, what that touched, all the rest

_after_commit: list[Callable[[list[str]], None]] = []


def touch(*names: str) -> None:
    """These things, as pages noted them, have changed."""
    _put([Touch(tag=reads.tag(name), low=reads.FIRST, high=reads.LAST) for name in names])


def touch_list(name: str, since: datetime | None, until: datetime | None) -> None:
    """Which rows stand in this list between these moments has changed; ``None`` is the beginning or the end."""
    low, high = reads.span(since, until)
    _put([Touch(tag=reads.tag(name), low=low, high=high)])


def touch_at(names: Iterable[str], *moments: datetime | None) -> None:
    """Rows have come into or gone from these lists at these moments; a moment that is ``None`` touches nothing."""
    stamps = {reads.moment(when) for when in moments if when is not None}
    _put([Touch(tag=reads.tag(name), low=stamp, high=stamp) for name in names for stamp in stamps])


def want(*paths: str, rank: int = AWAITED) -> None:
    """Print these addresses, before all else: what stands there now, a redirect, or nothing any more.

    ``rank=IN_BULK`` for thousands that nobody waits for: what editors do meanwhile comes first.
    """
    if paths:
        _put([Touch(path=path, low=rank) for path in paths], list(paths) if rank == AWAITED else [])


def after_commit(listener: Callable[[list[str]], None]) -> None:
    """Call ``listener`` with the wanted addresses after each commit of this process that touched something."""
    _after_commit.append(listener)


def _put(touches: list[Touch], paths: list[str] | None = None) -> None:
    if touches:
        Touch.objects.bulk_create(touches)
        transaction.on_commit(lambda: _tell(paths or []), robust=True)


def _tell(paths: list[str]) -> None:
    for listener in _after_commit:
        listener(paths)
