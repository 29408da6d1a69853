"""The rules of a story's life: its slug, its address, the times that readers see, and what moves leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from masthead.lib.slugs import make_slug, with_suffix
from masthead.publication.queries import nameplate

if TYPE_CHECKING:
    from masthead.articles.models import Story


@dataclass(frozen=True)
class Before:
    """What readers had of the story before it was saved."""

    address: str | None
    is_out: bool
    published_at: datetime | None
    last_published_at: datetime | None


def before(story: Story) -> Before | None:
    """The story as it stands in the database; ``None`` when it is new."""
    from masthead.articles.models import Story

    names = ("address", "live", "published_at", "last_published_at")
    row = Story.objects.filter(pk=story.pk).values_list(*names).first() if story.pk else None
    return Before(*row) if row else None


def set_times(story: Story, was: Before | None) -> None:
    """First publishing sets the time of publication; a later one says "updated", unless it is a minor change."""
    known = was.published_at if was else None
    story.published_at = story.published_at or known or story.first_published_at or timezone.now()
    if was and was.is_out and was.address and story.last_published_at != was.last_published_at:
        if not story.is_minor_change:
            story.updated_at = story.last_published_at
        story.is_minor_change = False


def set_address(story: Story) -> None:
    """``/YYYY/MM/DD/SLUG/`` in the newsroom's zone; the slug gets a suffix when another story stands there."""
    assert story.published_at
    day, wanted, number = story.published_at.astimezone(nameplate().zone), story.slug, 2
    others = type(story).objects.exclude(pk=story.pk)
    while others.filter(address=_address(day, story.slug)).exists():
        story.slug, number = with_suffix(wanted, number), number + 1
    story.address = _address(day, story.slug)


def leave_redirect(story: Story, was: Before | None) -> None:
    """An address that the story had leads to it from now on; the one it has leads nowhere else."""
    if was and was.address and was.address != story.address:
        moved(was.address, story)
        moved(text_of(was.address), story, text_of("/"))
    if story.address:
        here = [Redirect.normalise_path(path) for path in (story.address, text_of(story.address))]
        Redirect.objects.filter(old_path__in=here).delete()


def text_of(address: str) -> str:
    """Where the light page of the story at this address stands."""
    return f"{address}text/"


def moved(old_address: str, story: Story, below: str = "") -> None:
    """Have ``old_address`` lead to the story, or to a page ``below`` it, with a 301."""
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old_address),
        site=None,
        defaults={
            "redirect_page": story,
            "redirect_page_route_path": below,
            "redirect_link": "",
            "is_permanent": True,
            "automatically_created": True,
        },
    )


def slug_for(story: Story, headline: str) -> str:
    """A readable slug that no other story has."""
    return free_slug(story, make_slug(headline) or "story")


def free_slug(story: Story, wanted: str) -> str:
    """``wanted``, or the first of wanted-2, wanted-3 … that no other story has."""
    from masthead.articles.models import Story

    others = Story.objects.exclude(pk=story.pk).filter(slug__startswith=wanted)
    taken = set(others.values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = with_suffix(wanted, number), number + 1
    return slug


def plain_text(story: Story) -> str:
    """All words of the body, for counting and searching."""
    return "\n".join(words for child in story.body for words in child.block.get_searchable_content(child.value))


def _address(day: datetime, slug: str) -> str:
    return f"/{day:%Y/%m/%d}/{slug}/"
