"""Clicks, counted for all readers together, where the newsroom switched that on."""

from __future__ import annotations

from django.db import models

from masthead.newsletters.models.issue import Issue


class Link(models.Model):
    """A link of an issue and how often it was followed. By whom is not known to anybody."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="links")
    variant = models.CharField(max_length=1, blank=True)
    target = models.CharField(max_length=2000)
    place = models.PositiveSmallIntegerField()  # in the order of the issue
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "variant", "place"], name="newsletters_one_link_each")]
        ordering = ["place"]

    def __str__(self) -> str:
        return self.target
