"""What the press is doing, as the newsroom is told, and asking it to try again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page that could not be printed; readers still get its last good file, if there is one."""

    path: str
    reason: str
    since: datetime
    attempts: int

    @property
    def in_one_line(self) -> str:
        """The reason as people can read it in a list: its last line, where Python says what went wrong."""
        lines = self.reason.strip().splitlines()
        return lines[-1].strip() if lines else ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A place that the printed paper is brought to, or a cache before it; ``reason`` is empty while all is well."""

    name: str
    waiting: int = 0
    reason: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PressState:
    """One look at the press. ``due`` counts all pages to be printed, ``waiting`` names the first of them."""

    due: int
    printing: int
    printed_total: int
    last_printed_at: datetime | None
    failing: list[FailedPage] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way or about to be."""
        return bool(self.due or self.printing)

    @property
    def unnamed(self) -> int:
        """How many pages are due that ``waiting`` does not name."""
        return max(0, self.due - len(self.waiting))


def press_state() -> PressState:
    """What is due, what is being printed, what failed and why, as it is now."""
    raise NotImplementedError


def try_again(paths: list[str] | None = None) -> int:
    """Put failed pages, all or these, back among those that are due; how many. Others are left as they are."""
    raise NotImplementedError
