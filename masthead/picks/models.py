"""A list, and the stories on it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from masthead.articles.chooser import StoryPanel
from masthead.articles.models import Story


class PickList(ClusterableModel):  # type: ignore[misc]  # Wagtail ships no types
    """A named list. The one whose slug is ``editors`` stands on the front page and beside stories."""

    name = models.CharField(_("name"), max_length=80, help_text=_("As the newsroom calls it."))
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title for readers"), max_length=80, blank=True, help_text=_("Empty: “Editors’ picks”."))

    panels = [
        InlinePanel("picks", heading=_("Stories"), label=_("story")),
        MultiFieldPanel([FieldPanel("title"), FieldPanel("name"), FieldPanel("slug")], heading=_("The list")),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("list of picks")
        verbose_name_plural = _("picks")

    def __str__(self) -> str:
        return self.name


class Pick(Orderable):  # type: ignore[misc]  # Wagtail ships no types
    """A story on a list, perhaps under a title of its own."""

    pick_list = ParentalKey(PickList, on_delete=models.CASCADE, related_name="picks")
    story = models.ForeignKey(Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("own title"), max_length=200, blank=True, help_text=_("Empty: the headline."))

    panels = [FieldRowPanel([StoryPanel("story"), FieldPanel("title")])]
