"""Whom never to mail."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Suppression(models.Model):
    """An address that is never mailed again, kept as a keyed hash: it outlives the erasure of the address."""

    class Reason(models.TextChoices):
        """Why."""

        HARD_BOUNCE = "hard_bounce", _("no such mailbox")
        COMPLAINT = "complaint", _("reported as spam")
        ASKED = "asked", _("asked for")

    key = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=12, choices=Reason)
    at = models.DateTimeField(default=timezone.now)
    detail = models.CharField(max_length=300, blank=True)  # the server's words, without the address

    def __str__(self) -> str:
        return f"{self.reason} {self.at:%Y-%m-%d}"


class SoftBounce(models.Model):
    """How often a mailbox could not take mail lately, without anything taken in between."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveSmallIntegerField(default=1)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.count} since {self.first_at:%Y-%m-%d}"
