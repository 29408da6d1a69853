"""How much a group of providers is sent: a new sender who sends too much at once is taken for a spammer."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """What one group of providers is sent at most. Without a row there is no limit."""

    group = models.CharField(_("group"), max_length=12, unique=True)
    per_minute = models.PositiveIntegerField(_("messages a minute"), null=True, blank=True)
    per_day = models.PositiveIntegerField(_("messages a day"), null=True, blank=True)
    growth = models.PositiveSmallIntegerField(
        _("growth a day, in percent"), default=0, help_text=_("For warming up: 50 means half as many more each day.")
    )
    begun_on = models.DateField(_("counted from"), null=True, blank=True)

    def __str__(self) -> str:
        return self.group

    def on(self, day: date) -> int | None:
        """How many messages the day allows; ``None`` when there is no limit."""
        if self.per_day is None:
            return None
        days = max(0, (day - self.begun_on).days) if self.begun_on else 0
        return min(int(self.per_day * (1 + self.growth / 100) ** min(days, 200)), 2**31 - 1)


class Usage(models.Model):
    """How much of a day's allowance was promised to chunks, and how much of it in the present few seconds."""

    group = models.CharField(max_length=12)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)
    window = models.BigIntegerField(default=0)  # its number since 1970, see `sending.allowing`
    window_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="mail_one_usage_each")]

    def __str__(self) -> str:
        return f"{self.group} {self.day}: {self.count}"
