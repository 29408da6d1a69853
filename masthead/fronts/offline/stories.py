"""Which stories an edition holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from masthead.articles.lists import StoryList, every_story
from masthead.articles.models import Story
from masthead.press import reads

DAY = timedelta(hours=24)
MOMENT = timedelta(microseconds=1)  # a story of the very hour is in the edition
MOST = 120
WHEN_QUIET = 10


def of_the_day(edition_at: datetime) -> list[Story]:
    """Stories of the 24 hours before the edition, newest first; on a quiet day the newest ones before it.

    A paper that began after the hour has the newest it has.
    """
    stories, day = every_story(), edition_at - DAY
    chosen = list(_whole(stories.between(day, edition_at + MOMENT))[:MOST])
    return chosen or _newest(stories, edition_at + MOMENT) or _newest(stories, None)


def _newest(stories: StoryList, until: datetime | None) -> list[Story]:
    """The newest before a moment, or of all."""
    rows = stories.rows.filter(published_at__lt=until) if until else stories.rows
    found = list(_whole(rows)[:WHEN_QUIET])
    reads.note_list(stories.name, found[-1].published_at if len(found) == WHEN_QUIET else None, until)
    return found


def _whole(stories: QuerySet[Story]) -> QuerySet[Story]:
    return stories.prefetch_related(
        "story_authors__author", "lead_picture__renditions", "source_notes", "correction_notes"
    )
