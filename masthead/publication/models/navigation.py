"""Links in the navigation bar and the footer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from masthead.publication.models.nameplate import Nameplate
from masthead.publication.models.section import Section


class NavigationItem(Orderable):  # type: ignore[misc]  # Wagtail ships no types
    """One link. Without any in the bar, all sections stand there in their order."""

    class Place(models.TextChoices):
        BAR = "bar", _("navigation bar")
        FOOTER = "footer", _("footer")

    nameplate = ParentalKey(Nameplate, on_delete=models.CASCADE, related_name="navigation_items")
    place = models.CharField(_("place"), max_length=8, choices=Place, default=Place.BAR)
    section = models.ForeignKey(
        Section, verbose_name=_("section"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    label = models.CharField(_("label"), max_length=60, blank=True)
    link = models.CharField(_("address"), max_length=300, blank=True, help_text=_("Such as /about/ or https://…"))

    panels = [FieldPanel("place"), FieldPanel("section"), FieldPanel("label"), FieldPanel("link")]

    def clean(self) -> None:
        if bool(self.section) == bool(self.link):
            raise ValidationError(_("Choose a section or write an address, one of the two."))
        if self.link and not self.link.startswith(("/", "https://", "http://", "mailto:")):
            raise ValidationError({"link": _("Begin with / or https://.")})
        if self.link and not self.label:
            raise ValidationError({"label": _("A link needs a label.")})

    @property
    def text(self) -> str:
        """What the link says."""
        return self.label or (self.section.name if self.section else "")

    @property
    def target(self) -> str:
        """Where the link leads."""
        return self.section.address if self.section else self.link
