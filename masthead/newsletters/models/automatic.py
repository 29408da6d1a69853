"""Issues that make themselves."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masthead.newsletters.models.mailing_list import MailingList
from masthead.publication.models import Section

WEEKDAYS = "1234567"


class Automatic(models.Model):
    """A standing order: on these days at this time, an issue of the newest stories, or none when there are none."""

    mailing_list = models.OneToOneField(
        MailingList, verbose_name=_("newsletter"), on_delete=models.CASCADE, related_name="automatic"
    )
    is_on = models.BooleanField(_("on"), default=True)
    weekdays = models.CharField(_("days"), max_length=7, default="12345")  # 1 is Monday
    hour = models.PositiveSmallIntegerField(_("hour"), default=7, validators=[MaxValueValidator(23)])
    minute = models.PositiveSmallIntegerField(_("minute"), default=0, validators=[MaxValueValidator(59)])
    section = models.ForeignKey(
        Section, verbose_name=_("only this section"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    most = models.PositiveSmallIntegerField(
        _("stories at most"), default=8, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    subject = models.CharField(
        _("subject"), max_length=120, blank=True,
        help_text=_("[[headline]], [[date]] and [[count]] are filled in. Empty: the first headline."),
    )  # fmt: skip
    waits_for_editor = models.BooleanField(
        _("wait for an editor"), default=False, help_text=_("The issue is written, and sent when an editor says so.")
    )
    last_run_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("automatic issue")
        verbose_name_plural = _("automatic issues")

    def __str__(self) -> str:
        return f"{self.mailing_list} {self.hour:02}:{self.minute:02}"
