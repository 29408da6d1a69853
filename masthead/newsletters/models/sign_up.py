"""What came in by the sign-up forms and waits to be worked off."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SignUp(models.Model):
    """One filled form. The reader was answered already; whether and what is mailed is decided by the worker.

    So the answer cannot tell, by its words or its speed, whether an address is known here.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "waiting"
        MAILED = "mailed", "mailed"  # a confirmation was posted
        KNOWN = "known", "known"  # confirmed already: a note that says so was posted, or nothing
        DROPPED = "dropped", "dropped"  # limits, suppression, a machine
        CONFIRMED = "confirmed", "confirmed"

    address = models.CharField(max_length=254)
    lists = models.JSONField(default=list)  # slugs
    form = models.CharField(max_length=40)
    wording = models.CharField(max_length=64, blank=True)  # hash, see readers.Wording
    language = models.CharField(max_length=8, blank=True)
    network = models.CharField(max_length=64, db_index=True)  # keyed hash of /24 or /56, another each day
    is_proved = models.BooleanField(default=False)  # with proof of work
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    due_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="newsletters_signups_due"),
            models.Index(fields=["address", "at"], name="newsletters_signups_by"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.at:%Y-%m-%d %H:%M} {self.state}"


class UsedProof(models.Model):
    """A solved proof of work that was handed in: each counts once."""

    signature = models.CharField(max_length=128, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.signature[:12]
