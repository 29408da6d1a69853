"""Which stories are fresh: their pages show picks and updates beside them, as the paper stands now.

Older pages have that column filled by a script, so that an update does not reprint a hundred thousand of them. The
horizon is kept in the database and moves once a day: only the pages that it passes over are printed again.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from masthead.articles.lists import every_story
from masthead.articles.models import Story
from masthead.press import clock, memory, outbox, reads
from masthead.publication.queries import nameplate

HORIZON = "horizon"
FRESH_DAYS = 3
ALWAYS_FRESH = 60  # a small paper never has old pages

_moved_on: date | None = None


def is_fresh(story: Story) -> bool:
    """Whether the story's page shows what is new in the paper."""
    if story.published_at is None:
        return True
    reads.note_list(HORIZON, story.published_at, story.published_at)
    horizon = _known()
    return horizon is None or story.published_at >= horizon


def move_horizon() -> int:
    """Let stories grow old, once a day and at the worker's start; 1 when the horizon has moved."""
    global _moved_on  # only so that the newest stories are not counted twice a second
    zone = nameplate().zone
    today = timezone.now().astimezone(zone).date()
    if _moved_on == today:
        return 0
    start = datetime.combine(today - timedelta(days=FRESH_DAYS - 1), time.min, tzinfo=zone)
    oldest = every_story().rows.values_list("published_at", flat=True)[:ALWAYS_FRESH][ALWAYS_FRESH - 1 :]
    wanted, before = min([start, *oldest]) if oldest else None, clock.read(HORIZON)
    if wanted is not None and wanted != before:
        with transaction.atomic():
            clock.put(HORIZON, wanted)
            outbox.touch_list(HORIZON, min(wanted, before) if before else None, max(wanted, before or wanted))
    _moved_on = today
    return int(wanted is not None and wanted != before)


def _known() -> datetime | None:
    """The horizon. A page has not read where it is, only on which side of it the page's own story lies."""
    if reads.current() is None:
        return clock.read(HORIZON)
    with reads.record():
        return memory.once(HORIZON, _horizon)


def _horizon() -> datetime | None:
    reads.note_list(HORIZON)
    return clock.read(HORIZON)
