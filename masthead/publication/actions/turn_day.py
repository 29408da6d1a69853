"""At midnight in the newsroom's zone the date on the front page changes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from masthead.press import clock, outbox
from masthead.publication.queries import nameplate

CLOCK = "day"


def turn_day() -> int:
    """Touch what shows the day, and in a new year what shows the year; 1 when a day has begun since the last look."""
    now, before, zone = timezone.now(), clock.read(CLOCK), nameplate().zone
    today, last = now.astimezone(zone).date(), before.astimezone(zone).date() if before else None
    if last == today:
        return 0
    with transaction.atomic():
        clock.put(CLOCK, now)
        outbox.touch("day")
        if last is None or (last.year, last.month) != (today.year, today.month):
            outbox.touch("month")
        if last is None or last.year != today.year:
            outbox.touch("year")
    return 1
