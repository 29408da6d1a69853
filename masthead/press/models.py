"""The edition: one number that rises, in the same transaction, with every change a reader may see."""

from django.db import models


class Edition(models.Model):
    """The single row that holds the number."""

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="press_one_edition")]

    def __str__(self) -> str:
        return str(self.number)
