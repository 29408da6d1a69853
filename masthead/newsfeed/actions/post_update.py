"""Somebody says something to readers, now."""

from __future__ import annotations

from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.people.models import Staff


def post_update(text: str, by: Staff | None = None, story: Story | None = None) -> Update:
    """Put an update into the feed at this moment; readers have it with the next request."""
    return Update.objects.create(text=text.strip(), story=story, written_by=by)
