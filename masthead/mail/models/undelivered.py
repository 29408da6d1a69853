"""What of a mailing was not simply taken."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.mail.models.mailing import Mailing


class Undelivered(models.Model):
    """One recipient of a mailing for whom it is not just "submitted". At most one row for each."""

    class State(models.TextChoices):
        """What became of it."""

        DEFERRED = "deferred", _("to be tried again")
        TRYING = "trying", _("being tried again")
        SUBMITTED = "submitted", _("submitted after all")
        REFUSED = "refused", _("refused")
        IN_DOUBT = "in_doubt", _("in doubt")  # it may have been taken: never sent again by itself
        GONE = "gone", _("left before its turn")
        SUPPRESSED = "suppressed", _("suppressed")
        BOUNCED = "bounced", _("bounced")
        COMPLAINED = "complained", _("complained")

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="undelivered")
    recipient = models.BigIntegerField()
    variant = models.CharField(max_length=1, blank=True)
    group = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10, choices=State)
    code = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    owner = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing", "recipient"], name="mail_one_row_each")]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_undelivered_due")]

    def __str__(self) -> str:
        return f"{self.mailing_id}/{self.recipient} {self.state}"
