"""The words that every way of sending shares: a parcel, its answer, a session, a transport."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol


class Dotless(bytes):
    """A message that is known to have no line with a dot at its beginning.

    To look for one takes longer than all the rest of sending, so who knows says so; a template does.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message for one reader. ``message`` is whole, 7 bit, with CRLF, and not dot-stuffed."""

    sender: str
    recipient: str
    message: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What the relay said to a parcel, in SMTP's numbers; a service's words are made to fit."""

    code: int
    text: str

    @property
    def is_taken(self) -> bool:
        """The relay has it; whether it is delivered, nobody knows yet."""
        return 200 <= self.code < 300

    @property
    def is_temporary(self) -> bool:
        """Not taken now; later it may be."""
        return 400 <= self.code < 500

    @property
    def is_final(self) -> bool:
        """Not taken, and asking again would be rude."""
        return 500 <= self.code < 600


class Session(Protocol):
    """A connection that takes parcels one after the other."""

    def send(self, parcels: Iterable[Parcel]) -> Iterator[Answer]:
        """One answer for each parcel, in order.

        The body of a parcel is not written before the caller has taken the answer to the one before and asks for the
        next, so that the caller can store its place in between. Whoever stops in the middle closes the iterator: then
        nothing more is taken and the session is over. Raises ``Lost`` for the parcel whose answer was asked for, and
        ``CannotConnect`` when a service turns us away.
        """

    def close(self) -> None:
        """Say goodbye; twice is the same as once."""


class Transport(Protocol):
    """A way by which mail leaves."""

    @property
    def label(self) -> str:
        """Its name for the newsroom; no secret is in it."""

    @property
    def is_real(self) -> bool:
        """Whether readers get anything."""

    def open(self) -> Session:
        """A new session; ``CannotConnect`` when there is none to be had."""
