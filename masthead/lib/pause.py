"""Whether the newsroom may send mail and take money: not after a restore, until the operator says go.

A file in the data folder, not a row, so that it belongs to this installation: a backup does not carry it along, and
it holds when the database is another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NAME = "paused"


@dataclass(frozen=True)
class Pause:
    """Why nothing goes out, and since when; the moment is ``None`` when the file does not tell."""

    reason: str
    since: datetime | None

    def __str__(self) -> str:
        since = f" since {self.since:%Y-%m-%d %H:%M} UTC" if self.since else ""
        return f"Mail and payments are paused{since}: {self.reason}"


def is_paused(data: Path) -> bool:
    """Whether mail and payments wait. Asked anew each time, since the operator's word comes from outside."""
    return (data / NAME).exists()


def current_pause(data: Path) -> Pause | None:
    """The pause, or ``None``. A file that cannot be read pauses all the same."""
    if not is_paused(data):
        return None
    try:
        first, _, reason = (data / NAME).read_text(encoding="utf-8").strip().partition("\n")
        return Pause(reason or "no reason is given.", datetime.fromisoformat(first))
    except (OSError, ValueError):
        return Pause("no reason is given.", None)


def written_pause(reason: str) -> str:
    """What stands in the file."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S+00:00}\n{reason}\n"


def pause(data: Path, reason: str) -> None:
    """From now on nothing goes out."""
    (data / NAME).write_text(written_pause(reason), encoding="utf-8")


def lift(data: Path) -> bool:
    """Everything goes out again; whether anything was paused."""
    was_paused = is_paused(data)
    (data / NAME).unlink(missing_ok=True)
    return was_paused
