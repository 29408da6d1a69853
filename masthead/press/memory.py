"""What several pages show alike is made once: a card, the picks, the frame of the paper.

A piece is kept together with what was read to make it, in this process, until a round of sorting sees one of those
touched. Whoever uses it has read the same things and notes them again. So a piece can be no staler than the page that
shows it: the touch that makes the piece stale makes each of those pages due.

Used outside of printing (a preview, a search), nothing is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from masthead.press import reads, sorting
from masthead.press.models import Touched
from masthead.press.reads import Reads

Piece = TypeVar("Piece")
MOST = 8_000


@dataclass(slots=True)
class _Kept:
    piece: object
    reads: Reads


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_readers: dict[int, set[Hashable]] = {}
_seen_round = -1
_own = threading.local()
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


def index(key: Hashable, make: Callable[[], Piece]) -> Piece:
    """Like ``once``, for something that a page looks up a little of: the page itself notes which part it read."""
    if reads.current() is None:
        return make()
    with reads.record():
        return once(key, make)


def each(
    kind: str, keys: Iterable[Hashable], load: Callable[[list[Hashable]], Mapping[Hashable, tuple[Piece, Reads]]]
) -> dict[Hashable, Piece]:
    """Pieces of one kind by their keys. The missing are loaded together, each with what it has read itself."""
    wanted = list(dict.fromkeys(keys))
    if reads.current() is None:
        return {key: piece for key, (piece, _) in load(wanted).items()} if wanted else {}
    found = {key: kept for key in wanted if (kept := _kept.get((kind, key)))}
    missing = [key for key in wanted if key not in found]
    if missing:
        round_ = _seen_round
        with reads.record():
            loaded = load(missing)
        for key, (piece, seen) in loaded.items():
            found[key] = _Kept(piece, seen)
        with _lock:
            if round_ == _seen_round:
                for key in loaded:
                    _keep((kind, key), found[key])
    for kept in found.values():
        reads.replay(kept.reads)
    return {key: found[key].piece for key in wanted if key in found}  # type: ignore[misc]


def prepare(key: Hashable, piece: object, seen: Reads) -> None:
    """Have something ready for the pages that are printed next."""
    _prepared()[key] = _Kept(piece, seen)


def prepared(key: Hashable) -> object | None:
    """What was made ready under this key, noted as read."""
    kept = _prepared().get(key) if reads.current() is not None else None
    if kept is None:
        return None
    reads.replay(kept.reads)
    return kept.piece


def _prepared() -> dict[Hashable, _Kept]:
    if not hasattr(_own, "prepared"):
        _own.prepared = {}
    return _own.prepared  # type: ignore[no-any-return]


def forget_prepared() -> None:
    """What was ready has been used."""
    _prepared().clear()


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
    if key in _kept:
        _forget_one(key)
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
