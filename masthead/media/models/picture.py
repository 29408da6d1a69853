"""A picture as it was uploaded, and the renditions made of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from masthead.media.credits import read_credits


class Picture(AbstractImage):  # type: ignore[misc]  # Wagtail ships no types
    """An uploaded picture. Its words are defaults: each use in a story may say its own."""

    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit_line = models.CharField(
        _("credit line"), max_length=255, blank=True, help_text=_("Read from the file when it carries one.")
    )
    rights = models.CharField(
        _("rights"), max_length=255, blank=True, help_text=_("Who owns it, until when we may use it.")
    )

    admin_form_fields = (*Image.admin_form_fields, "caption", "credit_line", "rights")

    class Meta(AbstractImage.Meta):  # type: ignore[misc]  # Wagtail ships no types
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.file:
            self._take_words_from_file()
        super().save(*args, **kwargs)

    def _take_words_from_file(self) -> None:
        found = read_credits(self.file)
        self.caption = self.caption or found.caption[:500]
        self.credit_line = self.credit_line or found.credit_line[:255]
        self.rights = self.rights or found.rights[:255]


class Rendition(AbstractRendition):  # type: ignore[misc]  # Wagtail ships no types
    """One size of a picture in one format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
