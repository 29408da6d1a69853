"""A letter: one message to one person, waiting to be sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """A confirmation, a welcome, a note. It is kept until it was taken, and its text goes a day after."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting")
        ON_ITS_WAY = "on_its_way", _("on its way")
        SUBMITTED = "submitted", _("submitted")
        REFUSED = "refused", _("refused")

    kind = models.CharField(max_length=40)  # what it is, for counts and limits: "confirm", "welcome"
    recipient = models.CharField(max_length=320)
    message = models.BinaryField()
    about = models.CharField(max_length=80, blank=True, db_index=True)  # what the room that posted it finds it by
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    posted_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    owner = models.BigIntegerField(default=0)  # the living number of the process that has it in hand
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="mail_letters_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
