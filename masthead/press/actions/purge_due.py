"""Telling the caches before the paper what was printed anew."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from masthead.press.models import Purge
from masthead.press.targets.target import DeliveryFailed

log = logging.getLogger(__name__)
AT_ONCE = 300
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=10)
MOST_COUNTED = 1000  # attempts: a cache may be away for months, and the column ends at 32,767


def purge_due() -> int:
    """Purge what waits, oldest first; how many. What fails is tried again, later each time."""
    if not settings.PURGE:
        return 0
    rows = list(Purge.objects.filter(retry_at__lte=timezone.now()).order_by("pk")[:AT_ONCE])
    if not rows:
        return 0
    from masthead.press.purging.emptying import purge

    mine = Purge.objects.filter(pk__in=[row.pk for row in rows])
    try:
        purge([row.path for row in rows])
    except DeliveryFailed as error:
        pause = min(FIRST_PAUSE * 2 ** min(rows[0].attempts, 12), LONGEST_PAUSE)
        mine.update(
            attempts=Least(F("attempts") + 1, MOST_COUNTED), reason=str(error)[:300], retry_at=timezone.now() + pause
        )
        log.warning("event=purge_failed addresses=%s reason=%s", len(rows), error)
        return 0
    mine.delete()
    return len(rows)
