"""Loading together what the pages of a batch will ask for one by one. A room offers to; no page notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from masthead.press import memory

_offered: list[Callable[[Sequence[str]], None]] = []


def offer(prepare: Callable[[Sequence[str]], None]) -> None:
    """Have ``prepare`` called with the addresses of each batch; it calls ``memory.prepare``."""
    _offered.append(prepare)


def prepare(paths: Sequence[str]) -> None:
    """Make ready for these addresses."""
    memory.forget_prepared()
    if len(paths) > 1:
        for one in _offered:
            one(paths)
