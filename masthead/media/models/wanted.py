"""Renditions that a page asked for and that the worker has still to make."""

from django.db import models

from masthead.media.models.picture import Picture


class WantedRenditions(models.Model):
    """A picture and a shape; the row is deleted when all its sizes and formats are there."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="wanted_renditions")
    shape = models.CharField(max_length=16)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "shape"], name="media_wanted_once")]

    def __str__(self) -> str:
        return f"{self.picture_id} {self.shape}"
