"""What the paper is called and how it is reached: decided by editors, shown on every page."""

from __future__ import annotations

import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from masthead.media.models import Picture


def known_time_zone(name: str) -> None:
    """Refuse a zone that this machine does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("%(name)s is not a time zone. Write one such as Europe/Kyiv."), params={"name": name})


@register_setting(icon="title", order=1)
class Nameplate(ClusterableModel, BaseGenericSetting):  # type: ignore[misc]  # Wagtail ships no types
    """The one row of what the paper says of itself."""

    name = models.CharField(_("name of the paper"), max_length=80, default="A new paper")
    motto = models.CharField(_("motto"), max_length=120, blank=True)
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("One or two sentences, for search engines and links.")
    )
    language = models.CharField(
        _("language"), max_length=8, default="en", choices=[("en", "English"), ("uk", "Українська")]
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[known_time_zone], help_text=_("Such as Europe/Kyiv.")
    )
    logo = models.ForeignKey(
        Picture, verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    city = models.CharField(_("city"), max_length=80, blank=True)
    founded = models.CharField(_("founded"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail of the newsroom"), blank=True)
    corrections_email = models.EmailField(_("e-mail for corrections"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    epub_hour = models.PositiveSmallIntegerField(
        _("hour of the offline edition"), default=6, validators=[MaxValueValidator(23)],
        help_text=_("Once a day at this hour, 0 to 23, the stories of the 24 hours before become an e-book."),
    )  # fmt: skip
    footer_note = models.CharField(_("note in the footer"), max_length=300, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("name", "motto", "description", "logo")], heading=_("Nameplate")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("language", "time_zone", "city", "founded")], heading=_("Place")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("email", "corrections_email", "phone", "address")], heading=_("Contact")
        ),
        InlinePanel("navigation_items", heading=_("Navigation and footer"), label=_("link")),
        FieldPanel("footer_note"),
        FieldPanel("epub_hour"),
    ]

    class Meta:
        verbose_name = _("nameplate")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The newsroom's time zone; addresses and printed times follow it."""
        return zoneinfo.ZoneInfo(self.time_zone)
