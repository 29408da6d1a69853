"""What a changed update touches: its own row, the list around its time, and its day's page."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from masthead.articles.models import Story
from masthead.articles.signals import story_published, story_withdrawn
from masthead.newsfeed.models import Update
from masthead.newsfeed.queries import ALL_UPDATES, day_address
from masthead.press import outbox
from masthead.press.watching import name_of, note_rows


def connect() -> None:
    """Called once, when the room is ready."""
    note_rows(Update, lambda row, fields: [name_of(Update, row.pk)])
    pre_save.connect(_before, sender=Update, dispatch_uid="newsfeed-before")
    post_save.connect(_changed, sender=Update, dispatch_uid="newsfeed-saved")
    post_delete.connect(_changed, sender=Update, dispatch_uid="newsfeed-deleted")
    pre_delete.connect(_story_goes, sender=Story, dispatch_uid="newsfeed-story-goes")
    story_published.connect(_story_changed, dispatch_uid="newsfeed-story-published")
    story_withdrawn.connect(_story_changed, dispatch_uid="newsfeed-story-withdrawn")


def _before(sender: type[Update], instance: Update, raw: bool = False, **kwargs: Any) -> None:
    """It may leave the time, and the day, at which it stood."""
    was = Update.objects.filter(pk=instance.pk).values_list("published_at", flat=True).first() if instance.pk else None
    if was and not raw and was != instance.published_at:
        outbox.touch_at([ALL_UPDATES], was)


def _changed(sender: type[Update], instance: Update, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        outbox.touch(name_of(Update, instance.pk))
        outbox.touch_at([ALL_UPDATES], instance.published_at)
        outbox.want(day_address(instance.published_at))


def _story_changed(sender: type[Story], story: Story, **kwargs: Any) -> None:
    """An update that points at a story comes and goes with it."""
    for update in Update.objects.filter(story=story):
        _changed(Update, update)


def _story_goes(sender: type[Story], instance: Story, **kwargs: Any) -> None:
    """Updates of a story that is not out go with it: without it nothing would keep them from readers any more."""
    if not instance.live:
        Update.objects.filter(story=instance).delete()
