"""A reader, and what they agreed to."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reader(models.Model):
    """A person outside the staff, known by an address and nothing else."""

    address = models.CharField(_("e-mail address"), max_length=254)  # as typed, the domain in its ASCII form
    key = models.CharField(max_length=254, unique=True)  # the address in lower case: one person, one row
    language = models.CharField(_("language"), max_length=8, blank=True)
    group = models.CharField(max_length=12, db_index=True)  # of mail providers: `mail.groups`
    token = models.CharField(max_length=12, default="")  # part of the signed links; a new one ends the old links
    since = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # when the address was first shown to be theirs

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")

    def __str__(self) -> str:
        return self.address


class Wording(models.Model):
    """The words of a form that somebody agreed to, kept once under their hash (SHA-256, hexadecimal)."""

    hash = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    first_used_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.text[:80]


class Consent(models.Model):
    """That a reader asked for something, and when they confirmed it by the mail they got. Only times are added."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=80)  # "newsletter:morning"
    form = models.CharField(max_length=40)  # where: "front", "story", "list", "import"
    wording = models.ForeignKey(Wording, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["reader", "purpose"], name="readers_consent_for")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.asked_at:%Y-%m-%d}"
