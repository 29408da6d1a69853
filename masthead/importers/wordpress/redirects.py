"""Old addresses that lead to new ones, many at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from masthead.articles.models import Story
from masthead.press import outbox

Target: TypeAlias = Page | str  # where an old path leads: to a page, or to a plain address


def lead(targets: Mapping[str, Target]) -> int:
    """Have each old path lead to its page or address; how many are new.

    A path that leads somewhere already stays as it is: an editor may have chosen it.
    """
    wanted = {Redirect.normalise_path(path): target for path, target in targets.items()}
    stand = set(Story.objects.filter(address__in=[f"{path}/" for path in wanted]).values_list("address", flat=True))
    there = set(Redirect.objects.filter(old_path__in=list(wanted)).values_list("old_path", flat=True))
    new = [
        _redirect(path, target)
        for path, target in wanted.items()
        if path not in there and f"{path}/" not in stand and path != "/" and target != f"{path}/"
    ]
    Redirect.objects.bulk_create(new)
    outbox.want(*(one.old_path for one in new), rank=outbox.IN_BULK)  # what is made in bulk says nothing by itself
    return len(new)


def _redirect(path: str, target: Target) -> Redirect:
    if isinstance(target, str):
        return Redirect(old_path=path, redirect_link=target, automatically_created=True)
    return Redirect(old_path=path, redirect_page_id=target.pk, automatically_created=True)
