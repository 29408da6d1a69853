"""The story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.search import index

from masthead.articles import life, panels, standing
from masthead.articles.blocks import StoryBody
from masthead.articles.forms import StoryForm
from masthead.articles.models.children import Correction, Source
from masthead.lib.reading import count_words, reading_minutes
from masthead.media.models import Picture
from masthead.media.queries import PictureUse, use
from masthead.people.models import Author
from masthead.publication.models import Section, Topic

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Story(Page):  # type: ignore[misc]  # Wagtail ships no types
    """One article. ``title`` is its headline; ``address`` stays empty until it is first published."""

    slug: str  # from Page, which comes without types

    kicker = models.CharField(_("kicker"), max_length=60, blank=True, help_text=_("A word over the headline."))
    standfirst = models.CharField(
        _("standfirst"), max_length=500, blank=True, help_text=_("One sentence that adds to the headline.")
    )
    section = models.ForeignKey(
        Section, verbose_name=_("section"), on_delete=models.PROTECT, related_name="stories", null=True
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="stories")
    language = models.CharField(
        _("language"), max_length=8, blank=True, choices=[("en", "English"), ("uk", "Українська")],
        help_text=_("Empty: the language of the paper."),
    )  # fmt: skip
    lead_picture = models.ForeignKey(
        Picture, verbose_name=_("lead picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lead_alt = models.CharField(
        _("alternative text"), max_length=300, blank=True, help_text=_("What the picture shows, for who cannot see it.")
    )
    lead_caption = models.CharField(_("caption"), max_length=500, blank=True)
    lead_credit = models.CharField(_("credit line"), max_length=255, blank=True)
    body = StreamField(StoryBody(), verbose_name=_("body"), blank=True)
    no_ask = models.BooleanField(
        _("ask for nothing here"), default=False, help_text=_("No appeal on this page: obituaries, attacks, deaths.")
    )
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True, db_index=True,
        help_text=_("Set by the first publishing. Changing its date changes the address; the old one redirects."),
    )  # fmt: skip
    updated_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_minor_change = models.BooleanField(
        _("minor change"), default=False, help_text=_("Publish without telling readers that the story was updated.")
    )
    address = models.CharField(max_length=255, null=True, blank=True, unique=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)

    base_form_class = StoryForm
    content_panels = panels.CONTENT
    promote_panels = panels.PROMOTE
    settings_panels = panels.SETTINGS
    subpage_types: list[str] = []
    private_page_options: list[str] = []  # no paywall: what is published is public
    parent_page_types = ["articles.Year"]
    search_fields = [*Page.search_fields, index.FilterField("section"), index.FilterField("published_at")]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [models.Index(fields=["section", "-published_at"], name="articles_by_section")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is not None:
            # A draft is kept, a lock is set: the story as readers have it does not change.
            super().save(*args, **kwargs)
            return
        was = life.before(self)
        self.word_count = count_words(life.plain_text(self))
        if self.live:
            life.set_times(self, was)
            life.set_address(self)
        with transaction.atomic():
            stood = standing.standing(self.pk)
            super().save(*args, **kwargs)
            if self.live:
                life.leave_redirect(self, was)
            standing.tell_press(stood, standing.standing(self.pk))

    def _set_core_field_defaults(self) -> None:
        # Wagtail calls this before it validates and before it saves; its own slug would drop Cyrillic.
        if not self.slug:
            self.slug = life.slug_for(self, self.title)
        super()._set_core_field_defaults()

    def with_content_json(self, content: dict[str, Any]) -> Story:
        # Set by the program and never by a revision: a draft begun before the story went out does not know them.
        story: Story = super().with_content_json(content)
        story.address, story.updated_at = self.address, self.updated_at
        story.published_at = story.published_at or self.published_at
        return story

    @property
    def headline(self) -> str:
        """The headline; Wagtail calls it the title."""
        return str(self.title)

    @property
    def picture(self) -> PictureUse | None:
        """The lead picture with the words of this use."""
        return use(self.lead_picture, self.lead_alt, self.lead_caption, self.lead_credit)

    @property
    def byline(self) -> list[Author]:
        """The authors in order."""
        return [link.author for link in self.story_authors.all()]

    @property
    def sources(self) -> list[Source]:
        """What the story rests on, as readers see it."""
        return list(self.source_notes.all())

    @property
    def corrections(self) -> list[Correction]:
        """Public notes, in the order editors gave them."""
        return list(self.correction_notes.all())

    @property
    def reading_minutes(self) -> int:
        """Whole minutes that the body takes to read."""
        return reading_minutes(self.word_count, self.language or "en")

    @property
    def is_opinion(self) -> bool:
        """Whether it stands in a section of signed opinion."""
        return bool(self.section and self.section.is_opinion)

    @property
    def text_address(self) -> str:
        """The path of the light page; empty before the story is published."""
        return life.text_of(self.address) if self.address else ""

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site = Site.objects.filter(is_default_site=True).first()
        return (site.id, site.root_url, self.address) if site and self.address else None

    @property
    def preview_modes(self) -> list[tuple[str, StrOrPromise]]:
        return [("", _("Story")), ("text", _("Text edition"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        from masthead.articles import views
        from masthead.publication.preview import show_in_preview

        show = views.show_text_edition if mode_name == "text" else views.show_story
        return show_in_preview(request, show(self))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.serve_preview(request, "")
