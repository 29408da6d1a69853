"""Where an archive comes from."""

from django.db import models


class Source(models.Model):
    """An old site. Two files of the same site are one source."""

    kind = models.CharField(max_length=16)
    address = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "address"], name="importers_source_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.address}"
