"""The newest backup, as those who make backups tell it.

Backups know every room, so they stand above this one. ``settings.NEWEST_BACKUP`` names the function that
answers; without it the newsroom says nothing about backups.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class NewestBackup:
    """When the last good one was made; ``failed_at`` and ``reason`` when one failed after it."""

    made_at: datetime | None
    failed_at: datetime | None = None
    reason: str = ""


def newest_backup() -> NewestBackup | None:
    """What is known of the newest backup; ``None`` where nobody makes any by the clock."""
    place: str = getattr(settings, "NEWEST_BACKUP", "")
    if not place:
        return None
    answer: Callable[[], NewestBackup | None] = import_string(place)
    return answer()
