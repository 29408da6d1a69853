"""How many messages a chunk may send next: no more than the day and the present seconds allow its group."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from masthead.mail.models import Allowance, Usage

WINDOW = 5  # seconds; a minute's allowance is given out in twelfths, so that it does not go out in one burst


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
    today, seconds = timezone.now().date(), _window_of(allowance)
    window = int(time.time() // seconds)
    with transaction.atomic():
        Usage.objects.get_or_create(group=group, day=today)
        usage = Usage.objects.select_for_update().get(group=group, day=today)
        if usage.window != window:
            usage.window, usage.window_count = window, 0
        day = allowance.on(today)
        by_day = wanted if day is None else day - usage.count
        by_window = wanted if allowance.per_minute is None else _in_window(allowance, seconds) - usage.window_count
        count = max(0, min(wanted, by_day, by_window))
        usage.count, usage.window_count = usage.count + count, usage.window_count + count
        usage.save()
    if count:
        return Grant(count)
    return Grant(0, 60.0 if by_day <= 0 else seconds - time.time() % seconds)


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


def _window_of(allowance: Allowance) -> int:
    return 60 if allowance.per_minute is not None and allowance.per_minute * WINDOW < 60 else WINDOW


def _in_window(allowance: Allowance, seconds: int) -> int:
    return max(1, (allowance.per_minute or 0) * seconds // 60)
