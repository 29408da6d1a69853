"""A feed before it has a format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from masthead.articles.feeds.entry import Entry


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself, and its entries, newest first. Addresses are absolute."""

    title: str
    page: str
    address: str
    description: str
    language: str
    entries: list[Entry]

    @property
    def changed_at(self) -> datetime | None:
        """When the newest of it was published or updated; nothing while it is empty."""
        return max((entry.updated_at or entry.published_at for entry in self.entries), default=None)
