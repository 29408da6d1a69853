"""What an issue is made of. Each block has a template of the same name for the mail, in MJML, and one for the page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from masthead.newsletters.link_targets import link_target

IN_LINE = ["bold", "italic", "link"]


class StoryBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A story of the paper, in its own words or in those of the host. A withdrawn story is not mailed."""

    story = blocks.PageChooserBlock(page_type="articles.Story", label=_("Story"))
    headline = blocks.CharBlock(label=_("Headline"), required=False, help_text=_("Empty: as on the story."))
    text = blocks.RichTextBlock(
        label=_("Text"), required=False, features=IN_LINE, help_text=_("Empty: the standfirst of the story.")
    )
    look = blocks.ChoiceBlock(
        label=_("Look"), default="picture",
        choices=[
            ("large", _("With a large picture")), ("picture", _("With a small picture")), ("plain", _("Words only")),
        ],
    )  # fmt: skip

    class Meta:
        label = _("Story")
        icon = "doc-full"


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A picture by itself."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"), required=False, help_text=_("Empty: as the picture itself says.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    address = blocks.URLBlock(label=_("Leads to"), required=False)

    class Meta:
        label = _("Picture")
        icon = "image"


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A quote that stands by itself."""

    text = blocks.CharBlock(label=_("Quote"), help_text=_("Without quotation marks."))
    source = blocks.CharBlock(label=_("Who"), required=False)

    class Meta:
        label = _("Quote")
        icon = "openquote"


class AppealBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """Asking readers for something, with a button."""

    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(label=_("Text"), features=IN_LINE)
    button = blocks.CharBlock(label=_("Button"), default=_("Support us"))
    address = blocks.CharBlock(label=_("Leads to"), default="/join/", help_text=_("A path of the paper or an address."))

    def clean(self, value: Any) -> Any:
        """The button leads to no script, and to no other host by a slip."""
        cleaned = super().clean(value)
        try:
            link_target(cleaned["address"])
        except ValidationError as error:
            raise blocks.StructBlockValidationError(block_errors={"address": error}) from error
        return cleaned

    class Meta:
        label = _("Appeal")
        icon = "pick"


class IssueBody(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail ships no types
    """The content, in the order in which the palette offers its blocks."""

    story = StoryBlock()
    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=[*IN_LINE, "ul", "ol"])
    heading = blocks.CharBlock(label=_("Heading"), icon="title")
    picture = PictureBlock()
    quote = QuoteBlock()
    appeal = AppealBlock()
    divider = blocks.StaticBlock(label=_("Divider"), icon="minus", admin_text=_("A line between parts."))
