"""Telling the caches before the paper what was printed anew."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from masthead.press.models import Purge
from masthead.press.pauses import MOST_COUNTED, pause_after
from masthead.press.targets.target import DeliveryFailed

log = logging.getLogger(__name__)
AT_ONCE = 300
MOST_REFUSED = 3  # addresses, before the rest is not even asked for


def purge_due() -> int:
    """Purge what waits, oldest first; how many. What fails is tried again, later each time."""
    if not settings.PURGE:
        return 0
    rows = list(Purge.objects.filter(retry_at__lte=timezone.now()).order_by("pk")[:AT_ONCE])
    if not rows:
        return 0
    reasons = _purge(rows)
    left = Purge.objects.filter(pk__in=list(reasons))
    if reasons:
        pause = pause_after(rows[0].attempts)
        said = next(iter(reasons.values()))
        left.update(attempts=Least(F("attempts") + 1, MOST_COUNTED), reason=said, retry_at=timezone.now() + pause)
        log.warning("event=purge_failed addresses=%s reason=%s", len(reasons), said)
    done = [row.pk for row in rows if row.pk not in reasons]
    Purge.objects.filter(pk__in=done).delete()
    return len(done)


def _purge(rows: list[Purge]) -> dict[int, str]:
    """What could not be purged, and why. Where a service refuses them together, each is asked for alone: one address
    that it takes for none keeps no withdrawn story in the cache. When it refuses several, it refuses us."""
    from masthead.press.purging.emptying import purge

    try:
        purge([row.path for row in rows])
        return {}
    except DeliveryFailed as error:
        said = str(error)[:300]
        if len(rows) == 1 or not error.permanent:
            return {row.pk: said for row in rows}
    reasons: dict[int, str] = {}
    for place, row in enumerate(rows):
        if len(reasons) == MOST_REFUSED:
            return reasons | {one.pk: said for one in rows[place:]}
        try:
            purge([row.path])
        except DeliveryFailed as error:
            reasons[row.pk] = str(error)[:300]
    return reasons
