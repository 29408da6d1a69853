"""What other rooms keep of a reader.

This room cannot know them, so each says so itself, in its ``AppConfig.ready``::

    belongings.offer("newsletters", NewsletterBelongings())

Then nothing is forgotten when a reader is erased, asks for their data, or becomes one with another reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from masthead.readers.models import Reader


class Belongings(Protocol):
    """What a room does with what it keeps of a reader. All three are called inside a transaction."""

    def export(self, reader: Reader) -> Any:
        """All of it, fit for JSON."""
        ...

    def erase(self, reader: Reader) -> None:
        """Delete all that names the reader. Counts may stay. The reader's own row is deleted afterwards."""
        ...

    def merge(self, kept: Reader, gone: Reader) -> None:
        """Hand what belongs to ``gone`` over to ``kept``: it is the same person, and ``gone`` is deleted next."""
        ...


_rooms: dict[str, Belongings] = {}


def offer(room: str, belongings: Belongings) -> None:
    """Have a room asked whenever a reader is exported, erased or merged."""
    _rooms[room] = belongings


def rooms() -> Mapping[str, Belongings]:
    """Everybody who keeps something of readers, by name."""
    return dict(sorted(_rooms.items()))
