"""What stands in order on a story."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from masthead.articles.chooser import StoryPanel
from masthead.people.models import Author


class StoryAuthor(Orderable):  # type: ignore[misc]  # Wagtail ships no types
    """One name of a byline."""

    story = ParentalKey("articles.Story", on_delete=models.CASCADE, related_name="story_authors")
    author = models.ForeignKey(Author, verbose_name=_("author"), on_delete=models.PROTECT, related_name="story_authors")

    panels = [FieldPanel("author", widget=forms.Select)]


class RelatedStory(Orderable):  # type: ignore[misc]  # Wagtail ships no types
    """A story that editors put beside another."""

    story = ParentalKey("articles.Story", on_delete=models.CASCADE, related_name="related_links")
    other = models.ForeignKey("articles.Story", verbose_name=_("story"), on_delete=models.CASCADE, related_name="+")

    panels = [StoryPanel("other")]


class Source(Orderable):  # type: ignore[misc]  # Wagtail ships no types
    """A document or a conversation that the story rests on."""

    story = ParentalKey("articles.Story", on_delete=models.CASCADE, related_name="source_notes")
    text = models.CharField(_("source"), max_length=400)
    link = models.URLField(_("address"), blank=True)

    panels = [FieldPanel("text"), FieldPanel("link")]

    def __str__(self) -> str:
        return self.text


class Correction(Orderable):  # type: ignore[misc]  # Wagtail ships no types
    """A dated public note of what was wrong and what is right."""

    story = ParentalKey("articles.Story", on_delete=models.CASCADE, related_name="correction_notes")
    text = models.TextField(_("what was wrong, and what is right"))
    published_at = models.DateTimeField(_("corrected at"), default=timezone.now)

    panels = [FieldPanel("text"), FieldPanel("published_at")]

    class Meta(Orderable.Meta):  # type: ignore[misc]  # Wagtail ships no types
        verbose_name = _("correction")
