"""The front page: what editors decided, and nothing where they leave it to the paper."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, Site
from wagtail.snippets.blocks import SnippetChooserBlock

from masthead.articles.chooser import StoryPanel
from masthead.articles.models import Story
from masthead.picks.models import PickList
from masthead.publication.models import Section


class SectionBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A section with its newest stories."""

    section = SnippetChooserBlock(Section, label=_("Section"))
    stories = blocks.IntegerBlock(label=_("How many stories"), default=5, min_value=2, max_value=8)

    class Meta:
        label = _("Section")
        icon = "list-ul"


class FrontBlocks(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail ships no types
    """What stands below the top of the front page, in order."""

    section = SectionBlock()
    appeal = blocks.StaticBlock(
        label=_("Appeal"), icon="pick", admin_text=_("The place where an appeal stands when one is running.")
    )

    class Meta:
        required = False


class Front(Page):  # type: ignore[misc]  # Wagtail ships no types
    """The root of the paper's pages. Empty parts are filled with the newest stories."""

    lead = models.ForeignKey(
        Story, verbose_name=_("lead"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    picks = models.ForeignKey(
        PickList, verbose_name=_("picks"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("Empty: the list with the slug “editors”."),
    )  # fmt: skip
    has_news_feed = models.BooleanField(
        _("news feed"), default=True, help_text=_("The newest updates beside the lead.")
    )
    blocks = StreamField(
        FrontBlocks(required=False), verbose_name=_("blocks"), blank=True, help_text=_("Empty: all sections in order.")
    )

    content_panels = [
        StoryPanel("lead", heading=_("Lead"), help_text=_("Empty: the newest with a picture.")),
        InlinePanel("second_stories", heading=_("Second rank"), label=_("story"), max_num=4),
        FieldPanel("picks"),
        FieldPanel("has_news_feed"),
        FieldPanel("blocks"),
    ]
    promote_panels: list[Any] = []
    settings_panels = [PublishingPanel()]
    subpage_types = ["articles.Year", "publication.StaticPage"]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("front page")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site = Site.objects.filter(is_default_site=True).first()
        return (site.id, site.root_url, "/") if site else None

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        from masthead.fronts.views.front import show_front
        from masthead.publication.preview import show_in_preview

        return show_in_preview(request, show_front(self))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.serve_preview(request, "")


class FrontStory(Orderable):  # type: ignore[misc]  # Wagtail ships no types
    """A story of the second rank."""

    front = ParentalKey(Front, on_delete=models.CASCADE, related_name="second_stories")
    story = models.ForeignKey(Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="+")

    panels = [StoryPanel("story")]
