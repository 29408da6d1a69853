"""Updates written for later appear when their time comes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from masthead.newsfeed.models import Update
from masthead.newsfeed.queries import ALL_UPDATES, day_address
from masthead.press import clock, outbox


def show_due() -> int:
    """Touch the times of updates that have come since the last look; how many came."""
    now, since = timezone.now(), clock.read(ALL_UPDATES)
    if since is None:
        clock.put(ALL_UPDATES, now)
        return 0
    came = list(
        Update.objects.filter(published_at__gt=since, published_at__lte=now).values_list("published_at", flat=True)
    )
    if came:
        with transaction.atomic():
            clock.put(ALL_UPDATES, now)
            outbox.touch_at([ALL_UPDATES], *came)
            outbox.want(*{day_address(moment) for moment in came})
    return len(came)
