"""How far the clock's jobs have got, kept in the database: a look that comes late misses nothing."""

from __future__ import annotations

from datetime import datetime

from masthead.press.models import Clock


def read(name: str) -> datetime | None:
    """Where this job stands; ``None`` before its first look."""
    return Clock.objects.filter(pk=name).values_list("looked_at", flat=True).first()


def put(name: str, at: datetime) -> None:
    """It stands here now. Call it in the transaction of what the look found, so that both are kept or neither."""
    Clock.objects.update_or_create(pk=name, defaults={"looked_at": at})
