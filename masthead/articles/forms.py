"""The form in which a story is written."""

from __future__ import annotations

import re
from typing import Any

from django import forms
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
        return cleaned
