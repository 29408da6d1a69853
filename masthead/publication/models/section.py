"""A desk's part of the paper."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from masthead.publication.names import free_first_word

hex_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as # and six digits, such as #0b4a6f."))


class Section(models.Model):
    """A section: readers see it in the navigation, stories belong to one."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, validators=[free_first_word])
    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    colour = models.CharField(_("colour on light"), max_length=7, default="#1d3f5e", validators=[hex_colour])
    colour_dark = models.CharField(_("colour on dark"), max_length=7, default="#9cc3e4", validators=[hex_colour])
    is_opinion = models.BooleanField(
        _("opinion"), default=False, help_text=_("Stories are signed opinion and are marked so.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("standfirst"),
        FieldRowPanel([FieldPanel("colour"), FieldPanel("colour_dark")]),
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
