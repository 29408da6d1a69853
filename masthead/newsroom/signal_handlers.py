"""A changed password of the first account makes its file untrue; a new story begins under its writer’s name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, pre_save
from wagtail.signals import init_new_page

from masthead.articles.models import Story, StoryAuthor
from masthead.newsroom.actions.first_account import EMAIL, forget_first_password
from masthead.people.actions.link_author import link_author
from masthead.people.models import Staff


def connect() -> None:
    """Called once, when the room is ready."""
    pre_save.connect(_saving, sender=Staff, dispatch_uid="newsroom-password")
    post_delete.connect(_deleted, sender=Staff, dispatch_uid="newsroom-account-deleted")
    init_new_page.connect(_begun, dispatch_uid="newsroom-story-begun")


def _saving(sender: type[Staff], instance: Staff, raw: bool = False, **kwargs: Any) -> None:
    is_new_password = getattr(instance, "_password", None) is not None  # until it is saved Django keeps it there
    if instance.pk and instance.email == EMAIL and is_new_password and not raw:
        forget_first_password(settings.DATA)


def _deleted(sender: type[Staff], instance: Staff, **kwargs: Any) -> None:
    if instance.email == EMAIL:
        forget_first_password(settings.DATA)


def _begun(sender: type[Any], page: Any, **kwargs: Any) -> None:
    """Wagtail shows an empty form for a new page."""
    if isinstance(page, Story) and page.owner:
        author = link_author(page.owner)
        if author:
            page.story_authors.add(StoryAuthor(author=author))
