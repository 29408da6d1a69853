"""One thing to mend at the domain that mail is sent from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Advice:
    """``wrong`` keeps mail from arriving; ``advice`` makes it arrive better. ``mend`` has the record to paste."""

    level: Literal["wrong", "advice"]
    what: str
    mend: str


def record(name: str, kind: str, value: str) -> str:
    """A record as it is typed into the page of a domain's provider."""
    return f"Add this record to the DNS: name {name}, type {kind}, value: {value}"
