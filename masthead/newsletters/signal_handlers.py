"""What a changed list or issue touches."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.queries import LISTS
from masthead.newsletters.standing import standing, tell_press
from masthead.press.moving import follow_moves
from masthead.press.watching import name_of, note_rows, watch

ALL = "/newsletters/"


def connect() -> None:
    """Called once, when the room is ready."""
    watch(MailingList, lists=[LISTS], paths=lambda row: [ALL, row.address, row.feed])
    follow_moves(MailingList, lambda row: [row.address, row.feed])
    note_rows(Issue, lambda row, fields: [name_of(Issue, row.pk)])
    for before in (pre_save, pre_delete):
        before.connect(_before, sender=Issue, dispatch_uid=f"newsletters-before-{id(before)}")
    for after in (post_save, post_delete):
        after.connect(_changed, sender=Issue, dispatch_uid=f"newsletters-after-{id(after)}")


def _before(sender: type[Issue], instance: Issue, raw: bool = False, **kwargs: Any) -> None:
    """How it stood until now."""
    instance.stood = None if raw else standing(instance.pk)  # type: ignore[attr-defined]  # for the handler after


def _changed(sender: type[Issue], instance: Issue, raw: bool = False, **kwargs: Any) -> None:
    """A draft touches nothing: no page shows it."""
    if raw or instance.pk is None:
        return
    is_gone = kwargs.get("signal") is post_delete
    with transaction.atomic():
        tell_press(instance.pk, getattr(instance, "stood", None), None if is_gone else standing(instance.pk))
