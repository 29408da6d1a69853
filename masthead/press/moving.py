"""An address that is given up leads to the one in its place: readers keep it, and feed readers ask it each hour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models.signals import pre_save
from wagtail.contrib.redirects.models import Redirect


def follow_moves(model: type[models.Model], addresses: Callable[[Any], list[str]]) -> None:
    """When a row is saved whose addresses change, leave a redirect at each old one; the order says which is which."""

    def moved(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
        was = sender._default_manager.filter(pk=instance.pk).first() if instance.pk and not raw else None
        if was is not None:
            for old, new in zip(addresses(was), addresses(instance), strict=True):
                if old != new:
                    leave_redirect(old, new)

    pre_save.connect(moved, sender=model, weak=False, dispatch_uid=f"press-moves-{model._meta.label}")


def leave_redirect(old: str, new: str) -> None:
    """From now on ``old`` leads to ``new`` (301), and ``new`` nowhere else."""
    Redirect.objects.filter(old_path=Redirect.normalise_path(new), site=None).delete()
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old),
        site=None,
        defaults={"redirect_page": None, "redirect_link": new, "is_permanent": True, "automatically_created": True},
    )
