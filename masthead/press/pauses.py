"""How long to wait before what failed is tried again: longer each time, and never for good."""

from __future__ import annotations

from datetime import timedelta

FIRST, LONGEST = timedelta(seconds=2), timedelta(minutes=10)
MOST_COUNTED = 1000  # attempts: something may fail for a year, and their column ends at 32,767


def pause_after(attempts: int) -> timedelta:
    """The wait after so many attempts before this one."""
    return min(FIRST * (1 << min(attempts, 12)), LONGEST)
