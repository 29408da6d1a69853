"""Standing pages: who we are, how we correct, who owns and pays for the paper."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Site

from masthead.publication.names import free_first_word


class StaticPage(Page):  # type: ignore[misc]  # Wagtail ships no types
    """A page that is not news. Its kind says which policy it is, for the footer and for machines."""

    class Kind(models.TextChoices):
        ABOUT = "about", _("about us")
        CORRECTIONS = "corrections", _("corrections policy")
        ETHICS = "ethics", _("ethics policy")
        OWNERSHIP = "ownership", _("ownership and funding")
        CONTACT = "contact", _("contact")
        PRIVACY = "privacy", _("privacy")
        OTHER = "other", _("other")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.OTHER)
    standfirst = models.CharField(_("standfirst"), max_length=400, blank=True)
    body = RichTextField(_("body"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"])

    content_panels = [*Page.content_panels, FieldPanel("kind"), FieldPanel("standfirst"), FieldPanel("body")]
    subpage_types: list[str] = []
    private_page_options: list[str] = []  # no paywall: what is published is public

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    @property
    def address(self) -> str:
        """The path of the page."""
        return f"/{self.slug}/"

    def clean(self) -> None:
        super().clean()
        free_first_word(self.slug)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site = Site.objects.filter(is_default_site=True).first()
        return (site.id, site.root_url, self.address) if site else None

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        from masthead.publication.preview import show_in_preview
        from masthead.publication.views import show_static_page

        return show_in_preview(request, show_static_page(self))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.serve_preview(request, "")
