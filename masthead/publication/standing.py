"""Standing pages as the press sees them: the page itself, and its line in the frame of every page."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, pre_save
from wagtail.signals import page_published, page_unpublished

from masthead.press import outbox
from masthead.press.watching import note_rows
from masthead.publication.models import StaticPage
from masthead.publication.queries import FRAME

_LINE = ("title", "slug", "kind", "live")


def connect(model: type[StaticPage]) -> None:
    """Called once, when the room is ready."""
    note_rows(model, lambda row, fields: [_name(row)])
    pre_save.connect(_saved, sender=model, dispatch_uid="publication-standing-saved")
    for signal in (page_published, page_unpublished, post_delete):
        signal.connect(_changed, sender=model, dispatch_uid=f"publication-standing-{id(signal)}")


def _name(page: StaticPage) -> str:
    return f"standing:{page.pk}"


def _saved(sender: type[StaticPage], instance: StaticPage, raw: bool = False, **kwargs: Any) -> None:
    """Every page lists the policies: touch them all only when that list reads differently."""
    was = StaticPage.objects.filter(pk=instance.pk).values(*_LINE).first() if instance.pk else None
    if raw or (was is None and not instance.live):
        return
    if was != {name: getattr(instance, name) for name in _LINE} and (instance.live or (was and was["live"])):
        outbox.touch(FRAME)
        outbox.want(instance.address, *([f"/{was['slug']}/"] if was else []))
    if instance.live:
        outbox.touch(_name(instance))


def _changed(sender: type[StaticPage], instance: StaticPage, **kwargs: Any) -> None:
    outbox.touch(FRAME, _name(instance))
    outbox.want(instance.address)
