"""An issue: one mailing of a list."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField

from masthead.newsletters.blocks import IssueBody
from masthead.newsletters.models.mailing_list import SIMPLE, MailingList


class Issue(models.Model):
    """Written by editors, or by itself; mailed once; then a page of the paper for ever."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        ASKS = "asks", _("asks whether to send")  # its time was missed
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        STOPPED = "stopped", _("stopped")

    mailing_list = models.ForeignKey(
        MailingList, verbose_name=_("newsletter"), on_delete=models.PROTECT, related_name="issues"
    )
    subject = models.CharField(_("subject"), max_length=150)
    other_subject = models.CharField(
        _("other subject"), max_length=150, blank=True,
        help_text=_("Tried on a share of the readers against the first. Only where clicks are counted, or by hand."),
    )  # fmt: skip
    trial_share = models.PositiveSmallIntegerField(_("share of the trial, in percent"), default=20)
    preview_text = models.CharField(
        _("preview text"), max_length=150, blank=True, help_text=_("Shown after the subject in most mailboxes.")
    )
    intro = RichTextField(_("intro"), blank=True, features=SIMPLE)
    body = StreamField(IssueBody(), verbose_name=_("content"), blank=True)
    slug = models.SlugField(_("slug"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    scheduled_for = models.DateTimeField(_("scheduled for"), null=True, blank=True, editable=False)
    trouble = models.CharField(max_length=300, blank=True, editable=False)  # why it could not go out
    segment = models.JSONField(default=dict, blank=True, editable=False)  # see newsletters.segments
    is_automatic = models.BooleanField(default=False, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)  # when it began to go out
    address = models.CharField(max_length=255, null=True, blank=True, unique=True, editable=False)  # once it is out

    class Meta:
        ordering = ["-sent_at", "-made_at"]
        verbose_name = _("issue")
        verbose_name_plural = _("issues")

    def __str__(self) -> str:
        return self.subject
