"""What happens to a story when it is saved as published: its times, its address, its count of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from masthead.lib.reading import count_words
from masthead.lib.slugs import make_slug, with_suffix
from masthead.publication.queries import nameplate

if TYPE_CHECKING:
    from masthead.articles.models import Story

# Set by the program and never by a revision: a draft begun before the story went out does not know them.
CARRIED = ("address", "updated_at")


class Life(models.Model):
    """Mixed into ``Story``: the rules of an address and of the times that readers see."""

    class Meta:
        abstract = True

    def save(self: Story, *args: Any, **kwargs: Any) -> None:  # type: ignore[misc]  # only Story mixes it in
        if kwargs.get("update_fields") is not None:
            # A draft is kept, a lock is set: the story as readers have it does not change.
            super().save(*args, **kwargs)  # type: ignore[safe-super]  # Page comes next in Story
            return
        before = _row(self) if self.pk else None
        self.word_count = count_words(plain_text(self))
        if self.live:
            self._set_times(before)
            self._set_address()
        with transaction.atomic():
            super().save(*args, **kwargs)  # type: ignore[safe-super]  # Page comes next in Story
            old = before["address"] if before else None
            if self.live and old and old != self.address:
                moved(old, self)
            if self.live and self.address:
                Redirect.objects.filter(old_path=Redirect.normalise_path(self.address)).delete()

    def _set_core_field_defaults(self: Story) -> None:  # type: ignore[misc]  # only Story mixes it in
        # Wagtail calls this before it validates and before it saves; its own slug would drop Cyrillic.
        if not self.slug:
            self.slug = free_slug(self, make_slug(self.title) or "story")
        super()._set_core_field_defaults()  # type: ignore[misc]  # Page comes next in Story

    def with_content_json(self: Story, content: dict[str, Any]) -> Story:  # type: ignore[misc]  # see above
        story: Story = super().with_content_json(content)  # type: ignore[misc]  # Page comes next in Story
        for name in CARRIED:
            setattr(story, name, getattr(self, name))
        story.published_at = story.published_at or self.published_at
        return story

    def _set_times(self: Story, before: dict[str, Any] | None) -> None:  # type: ignore[misc]  # see above
        known = before["published_at"] if before else None
        self.published_at = self.published_at or known or self.first_published_at or timezone.now()
        was_out = bool(before and before["live"] and before["address"])
        is_new_issue = bool(before and self.last_published_at != before["last_published_at"])
        if was_out and is_new_issue:
            if not self.is_minor_change:
                self.updated_at = self.last_published_at
            self.is_minor_change = False

    def _set_address(self: Story) -> None:  # type: ignore[misc]  # only Story mixes it in
        assert self.published_at
        day = self.published_at.astimezone(nameplate().zone)
        wanted, number = self.slug, 2
        address = f"/{day:%Y/%m/%d}/{self.slug}/"
        others = type(self).objects.exclude(pk=self.pk)
        while others.filter(address=address).exists():
            self.slug, number = with_suffix(wanted, number), number + 1
            address = f"/{day:%Y/%m/%d}/{self.slug}/"
        self.address = address


def plain_text(story: Story) -> str:
    """All words of the body, for counting and searching."""
    return "\n".join(words for child in story.body for words in child.block.get_searchable_content(child.value))


def free_slug(story: Page, wanted: str) -> str:
    """``wanted``, or the first of wanted-2, wanted-3 … that no other story has."""
    from masthead.articles.models import Story

    others = Story.objects.exclude(pk=story.pk).filter(slug__startswith=wanted)
    taken = set(others.values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = with_suffix(wanted, number), number + 1
    return slug


def moved(old_address: str, story: Page) -> None:
    """Have ``old_address`` lead to the story from now on, with a 301."""
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old_address),
        site=None,
        defaults={"redirect_page": story, "redirect_link": "", "is_permanent": True, "automatically_created": True},
    )


def _row(story: Page) -> dict[str, Any] | None:
    names = ("address", "live", "published_at", "last_published_at")
    found: dict[str, Any] | None = type(story).objects.filter(pk=story.pk).values(*names).first()
    return found
