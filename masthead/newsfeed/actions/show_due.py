"""Updates written for later appear when their time comes."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from masthead.newsfeed.models import Update
from masthead.press import edition

_looked_at: datetime | None = None


def show_due() -> int:
    """Touch the edition when the time of an update has come since the last look; how many came."""
    global _looked_at  # the worker is one process; a restart looks once more, which does no harm
    now = timezone.now()
    since, _looked_at = _looked_at or now, now
    came = Update.objects.filter(published_at__gt=since, published_at__lte=now).count()
    if came:
        edition.touch()
    return came
