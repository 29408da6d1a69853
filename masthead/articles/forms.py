"""The form in which a story is written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from masthead.articles.life import slug_for
from masthead.lib.slugs import make_slug


class StoryForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail ships no types
    """Takes any slug, or none, and makes a readable Latin one of it."""

    slug = forms.CharField(
        label=_("Slug"), required=False, max_length=255,
        help_text=_("The last part of the address. Empty: made from the headline."),
    )  # fmt: skip

    def clean_slug(self) -> str:
        """The slug in Latin letters, free among all stories."""
        written: str = self.cleaned_data.get("slug") or ""
        if not written or self._follows_headline(written):
            written = self.cleaned_data.get("title") or ""
        return slug_for(self.instance, written)

    def _follows_headline(self, written: str) -> bool:
        """Whether the slug was made from a headline that has grown since: drafts save themselves while one types."""
        is_untouched = bool(self.instance.pk) and written == self.instance.slug and not self.instance.address
        return is_untouched and re.sub(r"-\d+$", "", written) == make_slug(self.instance.title)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("lead_picture") and not self.is_deferred_validation and not cleaned.get("lead_alt"):
            picture = cleaned["lead_picture"]
            if not picture.description:
                self.add_error("lead_alt", _("Say what the picture shows, for readers who cannot see it."))
        if not self.is_deferred_validation and self._is_dated_ahead(cleaned):
            self.add_error("published_at", _("This time is still to come. To publish later, set a schedule."))
        return cleaned

    def _is_dated_ahead(self, cleaned: dict[str, Any]) -> bool:
        """A date to come is no embargo: the story would go out now, and stand above all that is newer."""
        written: datetime | None = cleaned.get("published_at")
        goes_out: datetime = max(cleaned.get("go_live_at") or timezone.now(), timezone.now())
        return written is not None and written > goes_out + timedelta(minutes=5)
