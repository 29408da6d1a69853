"""Which stories an edition holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from masthead.articles import queries as articles
from masthead.articles.models import Story

DAY = timedelta(hours=24)
MOST = 120
WHEN_QUIET = 10


def of_the_day(edition_at: datetime) -> list[Story]:
    """Stories of the 24 hours before the edition, newest first; on a quiet day the newest ones before it.

    A paper that began after the hour has the newest it has.
    """
    before = articles.published().filter(published_at__lte=edition_at)
    day = before.filter(published_at__gt=edition_at - DAY)
    return (
        list(_whole(day)[:MOST]) or list(_whole(before)[:WHEN_QUIET]) or list(_whole(articles.published())[:WHEN_QUIET])
    )


def _whole(stories: QuerySet[Story]) -> QuerySet[Story]:
    return stories.prefetch_related(
        "story_authors__author", "lead_picture__renditions", "source_notes", "correction_notes"
    )
