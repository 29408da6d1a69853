"""Making the readers' index anew: at a start that finds stories missing, or when stems are made differently."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import QuerySet

from masthead.articles.models import Story
from masthead.articles.queries import published
from masthead.fronts.actions.index_story import index_story
from masthead.fronts.models import SearchEntry, SearchText

BATCH = 200
Progress = Callable[[int, int], None]


def unindexed() -> QuerySet[Story]:
    """Published stories that readers cannot find, because they were published before there was an index."""
    return published().filter(published_at__isnull=False, search_entry__words__isnull=True)


def rebuild_index(on_progress: Progress | None = None, only_missing: bool = False) -> int:
    """Index every published story again and forget all others; how many were indexed. Search works all the while.

    ``only_missing``: leave those alone that are there already, so that a rebuild that was stopped goes on.
    ``on_progress`` hears how many are done and how many there are, after each batch. Safe to stop and to repeat.
    """
    stories = unindexed() if only_missing else published()
    ids = list(stories.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        _index(ids[start : start + BATCH])
        if on_progress:
            on_progress(min(start + BATCH, len(ids)), len(ids))
    gone = SearchEntry.objects.exclude(story__live=True, story__address__isnull=False)
    SearchText.objects.filter(entry__in=gone).delete()
    gone.delete()
    settle()
    return len(ids)


def _index(ids: list[int]) -> None:
    stories = Story.objects.filter(pk__in=ids).select_related("section").prefetch_related("story_authors__author")
    with transaction.atomic():
        for story in stories:
            index_story(story)


def settle() -> None:
    """Let the database put its index in order: searches are faster afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO fronts_search(fronts_search) VALUES ('optimize')")
        else:
            cursor.execute("SELECT gin_clean_pending_list('fronts_search')")
            cursor.execute("ANALYZE fronts_searchtext")
            cursor.execute("ANALYZE fronts_searchentry")
