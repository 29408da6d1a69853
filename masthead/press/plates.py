"""Which addresses there are. Each room offers its own; a reprint of everything asks them all.

Between reprints nobody asks: a change says itself which address it makes (``outbox.want``), and a page asks for those
that it leads to (``reads.ask``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

_offered: list[Callable[[], Iterator[str]]] = []
_elsewhere: list[Callable[[str], str | None]] = []


def offer(addresses: Callable[[], Iterator[str]]) -> None:
    """Have a reprint print all of these addresses."""
    _offered.append(addresses)


def every_address() -> Iterator[str]:
    """All that is offered, each once."""
    seen: set[str] = set()
    for addresses in _offered:
        for path in addresses():
            if path not in seen:
                seen.add(path)
                yield path


def lead_elsewhere(find: Callable[[str], str | None]) -> None:
    """Ask ``find`` where an address leads that nothing stands at; it answers an address or ``None``."""
    _elsewhere.append(find)


def moved_to(path: str) -> str | None:
    """Where an address leads that nothing stands at."""
    return next((target for find in _elsewhere if (target := find(path))), None)
