"""Raising and reading the edition.

Every page that the edge keeps in memory belongs to the edition it was rendered from. ``touch()`` is
called, in the transaction of the change, by whatever changes what readers see; a page of an older
edition is rendered again before it is served.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.db.models.signals import post_delete, post_save

from masthead.press.models import Edition

# What Wagtail writes on a page when only a draft of it was saved, locked or commented: readers see none of it.
OF_DRAFTS = frozenset(
    "latest_revision latest_revision_created_at draft_title has_unpublished_changes locked locked_by locked_at".split()
)

_listeners: list[Callable[[], None]] = []


def current() -> int:
    """The number of the paper as it stands now; 0 before anything changed."""
    return Edition.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def touch() -> None:
    """Say that something readers see has changed."""
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=1)
    transaction.on_commit(_tell)


def on_change(listener: Callable[[], None]) -> None:
    """Call ``listener`` after each commit of this process that changed the paper."""
    _listeners.append(listener)


def watch(*models_: type[models.Model]) -> None:
    """Touch the edition whenever a row of these models is saved or deleted."""
    for model in models_:
        post_save.connect(_touched, sender=model, dispatch_uid=f"edition-save-{model._meta.label}")
        post_delete.connect(_touched, sender=model, dispatch_uid=f"edition-delete-{model._meta.label}")


def _touched(
    sender: type[models.Model], raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    is_draft_only = update_fields is not None and update_fields <= OF_DRAFTS
    if not raw and not is_draft_only:
        touch()


def _tell() -> None:
    for listener in _listeners:
        listener()
