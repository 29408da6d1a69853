"""Printed pages and what each has read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Page(models.Model):
    """A public address that is printed, or is to be.

    ``due`` is the round of sorting that wants it printed (again); empty when it stands as it should. ``rank``: 0 what
    an editor has just done, 1 what that touched, 2 a reprint of everything. ``weight`` orders within a rank: the front
    page before sections before stories. ``owner``: the printer that is at it. ``is_smallest``: compressed as hard as
    can be.
    """

    path = models.CharField(max_length=500, unique=True)
    digest = models.CharField(max_length=40, blank=True, default="")
    printed_at = models.DateTimeField(null=True, blank=True)
    is_smallest = models.BooleanField(default=False)
    due = models.BigIntegerField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    weight = models.PositiveSmallIntegerField(default=0)
    owner = models.BigIntegerField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True, default="")
    failing_since = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["rank", "weight", "id"], name="press_due", condition=Q(due__isnull=False)),
            models.Index(fields=["id"], name="press_owned", condition=Q(owner__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.path


class Reading(models.Model):
    """A page has read what this tag stands for; of a list, the part of it between ``low`` and ``high``."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="readings")
    tag = models.BigIntegerField()
    low = models.BigIntegerField()
    high = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["tag", "high", "low"], name="press_readers")]

    def __str__(self) -> str:
        return f"{self.page_id} reads {self.tag:x}"
