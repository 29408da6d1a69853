"""What publishing and withdrawing set off, in the transaction of the act itself."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished

from masthead.articles.models import Story
from masthead.articles.signals import story_published, story_withdrawn
from masthead.press import edition


def connect() -> None:
    """Called once, when the room is ready."""
    page_published.connect(_published, sender=Story, dispatch_uid="articles-published")
    page_unpublished.connect(_withdrawn, sender=Story, dispatch_uid="articles-unpublished")
    post_delete.connect(_withdrawn, sender=Story, dispatch_uid="articles-deleted")
    edition.watch(Story)


def _published(sender: type[Story], instance: Story, **kwargs: Any) -> None:
    story_published.send(sender, story=instance)
    edition.touch()


def _withdrawn(sender: type[Story], instance: Story, **kwargs: Any) -> None:
    story_withdrawn.send(sender, story=instance)
    edition.touch()
