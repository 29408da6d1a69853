"""A mailing: one message to many, frozen into chunks."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mailing(models.Model):
    """What is sent to many. The audience is frozen when it begins; each chunk keeps its own place."""

    class State(models.TextChoices):
        """Where it stands."""

        FREEZING = "freezing", _("being prepared")
        SENDING = "sending", _("sending")
        PAUSED = "paused", _("paused")
        STOPPED = "stopped", _("stopped")
        DONE = "done", _("done")

    kind = models.CharField(max_length=40)  # who answers for its recipients: `mail.kinds`
    about = models.BigIntegerField()  # the id of what it mails, in the room of its kind
    state = models.CharField(max_length=10, choices=State, default=State.FREEZING)
    reason = models.CharField(max_length=300, blank=True)  # why it is paused or stopped, in words
    audience = models.PositiveIntegerField(default=0)
    resumed = models.PositiveSmallIntegerField(default=0)  # how often somebody said "go on": the breaker bears more
    begun_at = models.DateTimeField(default=timezone.now)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="mail_one_mailing_each")]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Part(models.Model):
    """The message of a mailing with its slots, or one of two when subjects are tried against each other."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="parts")
    variant = models.CharField(max_length=1, blank=True)
    template = models.BinaryField()  # mime.Template.to_bytes()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing", "variant"], name="mail_one_part_each")]

    def __str__(self) -> str:
        return f"{self.mailing_id} {self.variant}"


class Chunk(models.Model):
    """Up to 1,000 recipients in order, worked by one connection at a time.

    Below ``place`` everybody was answered for; above it nobody was sent to; at it, after a crash, one is in doubt.
    ``fence`` grows when a dead owner's chunk is taken over: an update with an old fence changes nothing.
    ``promised`` is the place up to which the owner may go before it writes durably again: after a crash of the whole
    machine, places that were acknowledged only in memory lie between ``place`` and it.
    """

    class State(models.TextChoices):
        """Where it stands."""

        HELD = "held", _("held")  # until a variant was chosen
        WAITING = "waiting", _("waiting")
        WORKING = "working", _("working")
        DONE = "done", _("done")

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="chunks")
    variant = models.CharField(max_length=1, blank=True)
    group = models.CharField(max_length=12)  # of providers: `mail.groups`
    recipients = models.BinaryField()  # ids, eight bytes each, little end first
    size = models.PositiveIntegerField()
    place = models.PositiveIntegerField(default=0)
    promised = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    owner = models.BigIntegerField(default=0)
    epoch = models.CharField(max_length=64, blank=True)  # of the machine that keeps the database
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)

    class Meta:
        indexes = [models.Index(fields=["mailing", "state", "group"], name="mail_chunks_by_state")]

    def __str__(self) -> str:
        return f"{self.mailing_id}/{self.pk}"
