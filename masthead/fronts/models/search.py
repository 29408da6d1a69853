"""The readers' search index: one entry for each published story."""

from __future__ import annotations

from django.db import models

from masthead.articles.models import Story
from masthead.publication.models import Section


class SearchEntry(models.Model):
    """What a search sorts and filters by. Rows are narrow, so that thousands are looked through in milliseconds."""

    story = models.OneToOneField(Story, primary_key=True, on_delete=models.CASCADE, related_name="search_entry")
    section = models.ForeignKey(Section, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=8)
    published_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return str(self.story_id)


class SearchText(models.Model):
    """The words of an entry: as stems, which the database indexes, and as text, from which snippets are cut.

    Migration 0002 hangs the database's own full text index on this table (triggers on SQLite, a generated
    column on PostgreSQL). SQLite's triggers die when Django rebuilds a table: a migration that alters this
    one must run that step of 0002 again.
    """

    entry = models.OneToOneField(SearchEntry, primary_key=True, on_delete=models.CASCADE, related_name="words")
    headline_stems = models.TextField()
    body_stems = models.TextField()
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.entry_id)
