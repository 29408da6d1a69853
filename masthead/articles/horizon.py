"""Which stories are fresh: their pages show picks and updates beside them, as the paper stands now.

Older pages have that column filled by a script, so that an update does not reprint a hundred thousand of them. The
horizon is kept in the database: when it moves, only the pages that it passes over are printed again.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day

from django.db import transaction
from django.utils import timezone

from masthead.articles.lists import every_story
from masthead.articles.models import Story
from masthead.press import clock, memory, outbox, reads
from masthead.publication.queries import nameplate

HORIZON = "horizon"
FRESH_DAYS = 3
ALWAYS_FRESH = 60  # a small paper never has old pages

SECONDS_BETWEEN_LOOKS = 60.0
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

_looked_at = float("-inf")


def is_fresh(story: Story) -> bool:
    """Whether the story's page shows what is new in the paper."""
    if story.published_at is None:
        return True
    reads.note_list(HORIZON, story.published_at, story.published_at)
    # A page has not read where the horizon is, only on which side of it the page's own story lies.
    horizon = memory.index(HORIZON, _horizon)
    return horizon is None or story.published_at >= horizon


def move_horizon() -> int:
    """Let stories grow old; 1 when the horizon has moved."""
    global _looked_at  # only so that the newest stories are not counted four times a second
    if time.monotonic() < _looked_at + SECONDS_BETWEEN_LOOKS:
        return 0
    _looked_at = time.monotonic()
    wanted, before = _wanted(), clock.read(HORIZON) or BEGINNING
    if wanted == before:
        return 0
    with transaction.atomic():
        clock.put(HORIZON, wanted)
        outbox.touch_list(HORIZON, min(wanted, before), max(wanted, before))
    return 1


def _wanted() -> datetime:
    """Midnight some days ago, or the time of the oldest story that is always fresh, whichever is earlier."""
    zone = nameplate().zone
    midnight = datetime.combine(
        timezone.now().astimezone(zone).date() - timedelta(days=FRESH_DAYS - 1), time_of_day.min, zone
    )
    oldest = every_story().rows.values_list("published_at", flat=True)[:ALWAYS_FRESH][ALWAYS_FRESH - 1 :]
    return min([midnight, *oldest]) if oldest else BEGINNING


def _horizon() -> datetime | None:
    reads.note_list(HORIZON)
    return clock.read(HORIZON)
