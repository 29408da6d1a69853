"""What the letters of this room are found by among all letters."""

from __future__ import annotations


def about_reader(reader: int) -> str:
    """What concerns a reader, whatever address it went to."""
    return f"reader:{reader}"


def welcome_of(subscription: int) -> str:
    """The welcome of a subscription."""
    return f"subscription:{subscription}"
