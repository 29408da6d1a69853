"""Blocks that lead elsewhere: another story, a document, another site."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from masthead.articles.blocks.view import Viewed


class RelatedBlock(Viewed, blocks.PageChooserBlock):  # type: ignore[misc]  # Wagtail ships no types
    """Another story, inside this one. A story that is not published is not shown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(page_type="articles.Story", **options)

    def view(self, value: Any) -> dict[str, Any]:
        from masthead.articles.queries import cards_for

        return {"story": next(iter(cards_for([value.pk])), None) if value else None}

    class Meta:
        label = _("Read also")
        icon = "doc-full"
        template = "blocks/related.html"


class EmbedBlock(Viewed, blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """Something on another site, as a link: nothing is loaded from there."""

    address = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"))
    site = blocks.CharBlock(label=_("Site"), required=False, help_text=_("Empty: the host of the address."))

    def view(self, value: Any) -> dict[str, str]:
        host = (urlsplit(value["address"]).hostname or "").removeprefix("www.")
        return {"address": value["address"], "title": value["title"], "site": value["site"] or host}

    class Meta:
        label = _("Link card")
        icon = "link-external"
        template = "blocks/embed.html"


class DocumentBlock(Viewed, blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A file to take away."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False, help_text=_("Empty: the title of the document."))

    def view(self, value: Any) -> dict[str, str]:
        document = value["document"]
        if not document:
            return {"title": value["title"], "address": "", "kind": "", "size": ""}
        size = document.get_file_size()
        return {
            "title": value["title"] or document.title,
            "address": document.url,
            "kind": document.file_extension.upper(),
            "size": filesizeformat(size) if size else "",
        }

    class Meta:
        label = _("Document")
        icon = "doc-full-inverse"
        template = "blocks/document.html"
