"""Who gets which list."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.newsletters.models.mailing_list import MailingList
from masthead.readers.models import Reader


class Subscription(models.Model):
    """A reader and a list. Issues go to the confirmed ones only; signing up again never takes that away."""

    class State(models.TextChoices):
        """Where it stands."""

        UNCONFIRMED = "unconfirmed", _("not confirmed yet")
        CONFIRMED = "confirmed", _("confirmed")
        UNSUBSCRIBED = "unsubscribed", _("left")

    mailing_list = models.ForeignKey(MailingList, on_delete=models.CASCADE, related_name="subscriptions")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="subscriptions")
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    form = models.CharField(max_length=40, blank=True)  # where it was asked for
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.CharField(
        max_length=40, blank=True
    )  # "link", "one_click", "preferences", "bounce", "complaint", "staff"
    left_why = models.CharField(max_length=300, blank=True)  # in the reader's own words, if they gave any
    paused_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [models.UniqueConstraint(fields=["mailing_list", "reader"], name="newsletters_one_each")]
        indexes = [models.Index(fields=["mailing_list", "state", "confirmed_at"], name="newsletters_by_state")]

    def __str__(self) -> str:
        return f"{self.mailing_list_id}/{self.reader_id} {self.state}"


class ListDay(models.Model):
    """What happened to a list on a day of the newsroom's zone. It stays when those whom it counted were erased."""

    mailing_list = models.ForeignKey(MailingList, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    joined = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    bounced = models.PositiveIntegerField(default=0)  # left because of bounces
    complained = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing_list", "day"], name="newsletters_one_day_each")]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.mailing_list_id} {self.day}"
