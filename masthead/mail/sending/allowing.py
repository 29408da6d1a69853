"""How many messages a chunk may send next: no more than the day and the present seconds allow its group."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from masthead.mail.models import Allowance, Usage

WINDOW = 5  # seconds; a minute's allowance is given out in twelfths, so that it does not go out in one burst
A_MINUTE = 60 // WINDOW


@dataclass(frozen=True)
class Grant:
    """So many messages; when there are none, how many seconds the group rests."""

    count: int
    rest: float = 0.0


def grant(group: str, wanted: int) -> Grant:
    """Take up to ``wanted`` messages from the group's allowance. Without one, all are granted."""
    allowance = Allowance.objects.filter(group=group).first()
    if allowance is None or (allowance.per_day is None and allowance.per_minute is None):
        return Grant(wanted)
    today, window = timezone.now().date(), int(time.time() // WINDOW)
    with transaction.atomic():
        Usage.objects.get_or_create(group=group, day=today)
        usage = Usage.objects.select_for_update().get(group=group, day=today)
        if usage.window != window:
            usage.window, usage.window_count = window, 0
        day = allowance.on(today)
        by_day = wanted if day is None else day - usage.count
        by_window = wanted if allowance.per_minute is None else share(allowance.per_minute, window) - usage.window_count
        count = max(0, min(wanted, by_day, by_window))
        usage.count, usage.window_count = usage.count + count, usage.window_count + count
        usage.save()
    if count:
        return Grant(count)
    return Grant(0, 60.0 if by_day <= 0 else WINDOW - time.time() % WINDOW)


def share(per_minute: int, window: int) -> int:
    """What this window gives of a minute's allowance: all twelve together give it exactly."""
    place = window % A_MINUTE
    return per_minute * (place + 1) // A_MINUTE - per_minute * place // A_MINUTE


def give_back(group: str, count: int) -> None:
    """Return what was granted and not used."""
    if count > 0 and Allowance.objects.filter(group=group).exists():
        with transaction.atomic():
            usage = Usage.objects.select_for_update().filter(group=group, day=timezone.now().date()).first()
            if usage:
                usage.count = max(0, usage.count - count)
                usage.window_count = max(0, usage.window_count - count)
                usage.save()


def left_today(group: str) -> int | None:
    """How many more the group may be sent today; ``None`` when there is no limit."""
    allowance = Allowance.objects.filter(group=group).first()
    today = timezone.now().date()
    limit = allowance.on(today) if allowance else None
    if limit is None:
        return None
    used = Usage.objects.filter(group=group, day=today).values_list("count", flat=True).first() or 0
    return max(0, limit - used)
