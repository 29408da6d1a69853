"""When the clock's jobs looked last, so that none of them misses what came due while nothing ran."""

from __future__ import annotations

from django.db import models


class Clock(models.Model):
    """One job's last look."""

    name = models.CharField(max_length=40, primary_key=True)
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
