"""Blocks that are text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from masthead.articles.blocks.view import Viewed, in_line, lines
from masthead.lib.slugs import make_slug

IN_LINE = ["bold", "italic", "link"]


class ParagraphBlock(blocks.RichTextBlock):  # type: ignore[misc]  # Wagtail ships no types
    """One or more paragraphs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(features=[*IN_LINE, "document-link"], **options)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "blocks/paragraph.html"


class HeadingBlock(Viewed, blocks.CharBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A heading between paragraphs, with an anchor made of its words."""

    def view(self, value: str) -> dict[str, str]:
        return {"text": value, "anchor": make_slug(value, 60)}

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading.html"


class QuoteBlock(Viewed, blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A quote that stands by itself, with who said it."""

    text = blocks.RichTextBlock(label=_("Quote"), features=["italic"], help_text=_("Without quotation marks."))
    source = blocks.CharBlock(label=_("Who"), required=False)
    role = blocks.CharBlock(label=_("Role"), required=False)

    def view(self, value: Any) -> dict[str, Any]:
        return {"text": in_line(value["text"]), "source": value["source"], "role": value["role"]}

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "blocks/quote.html"


class ListBlock(Viewed, blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A list, with numbers or without."""

    entries = blocks.ListBlock(blocks.RichTextBlock(label=_("Entry"), features=IN_LINE), label=_("Entries"))
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)

    def view(self, value: Any) -> dict[str, Any]:
        return {"ordered": value["ordered"], "entries": lines(value["entries"])}

    class Meta:
        label = _("List")
        icon = "list-ul"
        template = "blocks/list.html"


class PointsBlock(Viewed, blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """What a reader in a hurry must know."""

    title = blocks.CharBlock(label=_("Title"), required=False, help_text=_("Empty: “Key points”."))
    entries = blocks.ListBlock(blocks.RichTextBlock(label=_("Point"), features=IN_LINE), label=_("Points"))

    def view(self, value: Any) -> dict[str, Any]:
        return {"title": value["title"], "entries": lines(value["entries"])}

    class Meta:
        label = _("Key points")
        icon = "tasks"
        template = "blocks/points.html"


class CodeBlock(Viewed, blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """Code or a command, shown as it is."""

    code = blocks.TextBlock(label=_("Code"))
    language = blocks.RegexBlock(
        regex=r"^[a-z0-9+#-]{1,20}$", label=_("Language"), required=False, help_text=_("Such as python.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    def view(self, value: Any) -> Any:
        return value

    class Meta:
        label = _("Code")
        icon = "code"
        template = "blocks/code.html"
