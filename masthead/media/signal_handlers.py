"""A changed picture changes the pages that show it, and its file goes when it goes."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.documents.models import Document

from masthead.media.models import Picture, WantedRenditions
from masthead.press.watching import watch

USUAL = ("3x2", "16x9")


def connect() -> None:
    """Called once, when the room is ready. Wagtail connects its own handlers by itself."""
    watch(Picture)
    watch(Document)
    post_save.connect(_uploaded, sender=Picture, dispatch_uid="media-uploaded")


def _uploaded(sender: type[Picture], instance: Picture, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Have the worker begin with the shapes that nearly every picture is shown in."""
    if created and not raw:
        for shape in USUAL:
            WantedRenditions.objects.get_or_create(picture=instance, shape=shape)
