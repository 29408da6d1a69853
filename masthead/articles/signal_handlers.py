"""What publishing and withdrawing set off, in the transaction of the act itself."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from wagtail.signals import page_published, page_unpublished

from masthead.articles import queries, standing
from masthead.articles.models import Story
from masthead.articles.signals import story_published, story_withdrawn
from masthead.press import plates, preparing
from masthead.press.watching import note_rows


def connect() -> None:
    """Called once, when the room is ready."""
    page_published.connect(_published, sender=Story, dispatch_uid="articles-published")
    page_unpublished.connect(_withdrawn, sender=Story, dispatch_uid="articles-unpublished")
    pre_delete.connect(_about_to_go, sender=Story, dispatch_uid="articles-about-to-go")
    post_delete.connect(_withdrawn, sender=Story, dispatch_uid="articles-deleted")
    note_rows(Story, standing.names)
    plates.offer(queries.addresses)
    preparing.offer(queries.prepare_stories)


def _published(sender: type[Story], instance: Story, **kwargs: Any) -> None:
    if not instance.live:  # Wagtail says so of what was only put down for a later time, too
        story_withdrawn.send(sender, story=instance)
        return
    story_published.send(sender, story=instance)


def _about_to_go(sender: type[Story], instance: Story, **kwargs: Any) -> None:
    standing.tell_press(standing.standing(instance.pk), None)


def _withdrawn(sender: type[Story], instance: Story, **kwargs: Any) -> None:
    story_withdrawn.send(sender, story=instance)
