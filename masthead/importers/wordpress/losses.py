"""What a body held that the paper cannot take over yet, counted while it is cleaned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Losses:
    """Counts by name, such as ``picture``, ``gallery``, ``shortcode [contact-form]``, ``block “core/search”``."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, how_many: int = 1) -> None:
        """Note that ``what`` was left behind."""
        if how_many:
            self.counts[what] += how_many
