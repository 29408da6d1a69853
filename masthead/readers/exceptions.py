"""What can go wrong here."""

from __future__ import annotations


class ReadersError(Exception):
    """The base of this room's errors."""


class NotAnAddress(ReadersError):
    """What was typed is no e-mail address; the text says what to do."""
