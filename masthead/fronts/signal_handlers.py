"""The search index hears of stories, in the transaction of the act itself."""

from __future__ import annotations

from typing import Any

from masthead.articles.models import Story
from masthead.articles.signals import story_published, story_withdrawn
from masthead.fronts.actions.index_story import forget_story, index_story


def connect() -> None:
    """Called once, when the room is ready."""
    story_published.connect(_published, dispatch_uid="fronts-index")
    story_withdrawn.connect(_withdrawn, dispatch_uid="fronts-forget")


def _published(sender: type[Story], story: Story, **kwargs: Any) -> None:
    index_story(story)


def _withdrawn(sender: type[Story], story: Story, **kwargs: Any) -> None:
    forget_story(story)
