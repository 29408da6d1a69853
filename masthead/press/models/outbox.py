"""The outbox, its memory, and what caches have still to be told."""

from __future__ import annotations

from django.db import models


class Touch(models.Model):
    """Something that pages read has changed, over a range; or ``path`` wants printing, with its rank in ``low``."""

    tag = models.BigIntegerField(default=0)
    low = models.BigIntegerField(default=0)
    high = models.BigIntegerField(default=0)
    path = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return self.path or f"{self.tag:x}"


class Touched(models.Model):
    """What a round of sorting has seen. A page that was being rendered at that time is held against it."""

    round = models.BigIntegerField(db_index=True)
    tag = models.BigIntegerField()
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.round}: {self.tag:x}"


class State(models.Model):
    """The single row: the number of the last round, and what the printed paper was made with."""

    round = models.BigIntegerField(default=0)
    made_with = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="press_one_state")]

    def __str__(self) -> str:
        return f"round {self.round}"


class Purge(models.Model):
    """An address that a cache in front of the paper has still to forget."""

    path = models.CharField(max_length=500)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True, default="")
    retry_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.path
