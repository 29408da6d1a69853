"""Kinds of mailings. An upper room registers what it mails; this room asks it for addresses and tells it the outcome.

A kind is registered in its room's ``AppConfig.ready``::

    kinds.register("newsletter", NewsletterKind())
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from masthead.mail.models import Mailing


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a mailing may go to now, with what the slots of the template hold for them."""

    address: str
    slots: Mapping[str, str]


class Kind(Protocol):
    """What the sending needs to know of the room whose mailing it is."""

    def recipients(self, mailing: Mailing, ids: Sequence[int]) -> Mapping[int, Recipient]:
        """Those of these ids who may be mailed at this moment. Who has left since the freezing is not answered."""
        ...

    def address_of(self, recipient: int) -> str | None:
        """The address of a recipient, for a bounce that does not name it."""
        ...

    def finished(self, mailing: Mailing) -> None:
        """Nothing more will be sent by itself: the mailing is done or was stopped."""
        ...


_kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Have ``kind`` answer for all mailings of this name."""
    _kinds[name] = kind


def get(name: str) -> Kind:
    """Who answers. ``KeyError``: nobody registered the name."""
    return _kinds[name]
