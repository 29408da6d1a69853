"""At the hour that editors chose, the day's edition is made anew."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from masthead.fronts.offline.moment import EDITION, edition_time
from masthead.press import clock, outbox
from masthead.publication.queries import nameplate


def make_edition() -> int:
    """Touch the edition when its hour has passed since the last look; 1 when it has."""
    at = edition_time(nameplate(), timezone.now())
    if clock.read(EDITION) == at:
        return 0
    with transaction.atomic():
        clock.put(EDITION, at)
        outbox.touch(EDITION)
    return 1
