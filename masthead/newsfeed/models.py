"""An update."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from masthead.articles.chooser import StoryPanel
from masthead.articles.models import Story


class Update(models.Model):
    """One short item of the feed, alone or pointing at a story."""

    text = models.CharField(_("text"), max_length=280)
    published_at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    story = models.ForeignKey(
        Story, verbose_name=_("story"), null=True, blank=True, on_delete=models.SET_NULL, related_name="updates"
    )
    is_key = models.BooleanField(_("key event"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("published_at"),
        StoryPanel("story"),
        FieldPanel("is_key"),
    ]

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def __str__(self) -> str:
        return self.text

    @property
    def anchor(self) -> str:
        """The fragment under which it stands on its day's page."""
        return f"u{self.pk}"
