"""What a place that takes the printed paper must do: a folder, an object store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed address, ready to be delivered.

    ``path`` is the public address: ``/``, ``/city/``, ``/feed.xml``; of a redirect also ``/old/path`` and ``/?p=12``.
    ``bodies`` holds the bytes by encoding: ``identity`` always, ``gzip`` and ``br`` where they are worth it.
    ``moved_to``: readers are led there (301) and ``bodies`` is empty.
    """

    path: str
    content_type: str = ""
    bodies: dict[str, bytes] = field(default_factory=dict)
    moved_to: str = ""


class Target(Protocol):
    """A place that the paper is delivered to. Every call may be made again without harm."""

    def put(self, sheets: list[Sheet]) -> None:
        """Make these sheets what readers get. Raises ``DeliveryFailed``; then some may be delivered and some not."""

    def remove(self, path: str) -> None:
        """Nothing stands at this address any more. It is no error when nothing did."""

    def paths(self) -> Iterator[str]:
        """Every public address that something stands at."""


class DeliveryFailed(Exception):
    """The target did not take it. ``permanent``: trying again will not help until the operator mends something."""

    def __init__(self, reason: str, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent
