"""A desk's part of the paper."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from masthead.lib.colours import contrast
from masthead.publication.names import free_first_word

HEX = re.compile(r"#[0-9a-fA-F]{6}")


PAPER = "#f3f4f2"  # the darkest ground that section names stand on
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


def readable_colour(colour: str) -> None:
    """Refuse a colour that cannot be read on the paper's ground."""
    if not HEX.fullmatch(colour):
        raise ValidationError(_("Write a colour as # and six digits, such as #0b4a6f."))
    if contrast(colour, PAPER) < LEAST_CONTRAST:
        raise ValidationError(_("%(colour)s is too light to be read; choose a darker one."), params={"colour": colour})


class Section(models.Model):
    """A section: readers see it in the navigation, stories belong to one."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, validators=[free_first_word])
    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    colour = models.CharField(
        _("colour"), max_length=7, default="#1d3f5e", validators=[readable_colour],
        help_text=_("Dark enough to be read on white; the dark scheme mixes its own."),
    )  # fmt: skip
    is_opinion = models.BooleanField(
        _("opinion"), default=False, help_text=_("Stories are signed opinion and are marked so.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("standfirst"),
        FieldPanel("colour"),
        FieldPanel("is_opinion"),
        FieldPanel("position"),
    ]

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The path of the section's page."""
        return f"/{self.slug}/"

    @property
    def feed(self) -> str:
        """The path of the section's feed."""
        return f"/{self.slug}/feed.xml"
