"""Blocks that show pictures; each use has words of its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from masthead.articles.blocks.view import Viewed
from masthead.media.queries import PictureUse, use


class _Use(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"), required=False, help_text=_("What it shows. Empty: as the picture itself says.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    credit = blocks.CharBlock(label=_("Credit line"), required=False)


def _used(value: Any) -> PictureUse | None:
    return use(value["picture"], value["alt"], value["caption"], value["credit"])


class PictureBlock(Viewed, _Use):
    """One picture in the text."""

    wide = blocks.BooleanBlock(label=_("Wider than the text"), required=False)

    def view(self, value: Any) -> dict[str, Any]:
        return {"picture": _used(value), "wide": value["wide"]}

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "blocks/picture.html"


class GalleryBlock(Viewed, blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """Several pictures side by side."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    pictures = blocks.ListBlock(_Use(label=_("Picture")), label=_("Pictures"), min_num=2)

    def get_default(self) -> Any:
        """Room for two pictures: one alone would be refused while it is being filled in."""
        return self.normalize({"pictures": [{}, {}]})

    def view(self, value: Any) -> dict[str, Any]:
        uses = [_used(one) for one in value["pictures"]]
        return {"title": value["title"], "pictures": [one for one in uses if one]}

    class Meta:
        label = _("Gallery")
        icon = "image"
        template = "blocks/gallery.html"
