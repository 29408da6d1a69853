"""What several pages show alike is made once: a card, the picks, the frame of the paper.

A piece is kept together with what was read to make it, in this process, until a round of sorting sees one of those
touched. Whoever uses it has read the same things and notes them again. So a piece can be no staler than the page that
shows it: the touch that makes the piece stale makes each of those pages due.

Used outside of printing (a preview, a search), nothing is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from masthead.press import reads, sorting
from masthead.press.models import Touched
from masthead.press.reads import Reads

Piece = TypeVar("Piece")
MOST = 20_000


@dataclass(slots=True)
class _Kept:
    piece: object
    reads: Reads


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_readers: dict[int, set[Hashable]] = {}
_seen_round = -1
_lock = threading.Lock()  # the printer of a request and another may be at work in the same process


def once(key: Hashable, make: Callable[[], Piece]) -> Piece:
    """What ``make`` gives, made again only after something it has read was touched. Treat it as unchangeable."""
    if reads.current() is None:
        return make()
    kept = _kept.get(key)
    if kept is None:
        round_ = _seen_round
        with reads.record() as seen:
            piece = make()
        kept = _Kept(piece, seen)
        with _lock:
            if round_ == _seen_round:  # else another thread has looked meanwhile, and would not drop it any more
                _keep(key, kept)
    reads.replay(kept.reads)
    return kept.piece  # type: ignore[return-value]  # what was kept under this key is what its maker gave


def forget_touched() -> None:
    """Drop what was touched since the last call. Called when pages were claimed, before they are rendered."""
    global _seen_round
    now = sorting.current_round()
    with _lock:
        if now == _seen_round:
            return
        rows = list(Touched.objects.filter(round__gt=_seen_round).values_list("round", "tag", "low", "high"))
        if {row[0] for row in rows} != set(range(_seen_round + 1, now + 1)):
            forget()  # something is missing: this process slept longer than touches are kept
        else:
            for _, tag, low, high in rows:
                _drop(tag, low, high)
        _seen_round = now


def forget() -> None:
    """Drop everything."""
    _kept.clear()
    _readers.clear()


def _keep(key: Hashable, kept: _Kept) -> None:
    _kept[key] = kept
    for tag, _, _ in kept.reads.noted:
        _readers.setdefault(tag, set()).add(key)
    while len(_kept) > MOST:
        _forget_one(next(iter(_kept)))


def _drop(tag: int, low: int, high: int) -> None:
    if tag == sorting.EVERYTHING:
        forget()
        return
    for key in list(_readers.get(tag, ())):
        if any(one == tag and first <= high and last >= low for one, first, last in _kept[key].reads.noted):
            _forget_one(key)


def _forget_one(key: Hashable) -> None:
    kept = _kept.pop(key)
    for tag, _, _ in kept.reads.noted:
        keys = _readers.get(tag)
        if keys:
            keys.discard(key)
            if not keys:
                del _readers[tag]
