"""What a story's body is made of. Each block says in its template of the same name what it shows."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from masthead.articles.blocks.links import DocumentBlock, EmbedBlock, RelatedBlock
from masthead.articles.blocks.pictures import GalleryBlock, PictureBlock
from masthead.articles.blocks.table import TableBlock
from masthead.articles.blocks.words import (
    CodeBlock,
    HeadingBlock,
    ListBlock,
    ParagraphBlock,
    PointsBlock,
    QuoteBlock,
)


class StoryBody(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail ships no types
    """The body, in the order in which the palette offers its blocks."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    list = ListBlock()
    points = PointsBlock()
    gallery = GalleryBlock()
    related = RelatedBlock()
    table = TableBlock()
    embed = EmbedBlock()
    document = DocumentBlock()
    code = CodeBlock()
    divider = blocks.StaticBlock(
        label=_("Divider"), icon="minus", template="blocks/divider.html", admin_text=_("A pause in the story.")
    )


__all__ = [
    "CodeBlock", "DocumentBlock", "EmbedBlock", "GalleryBlock", "HeadingBlock", "ListBlock", "ParagraphBlock",
    "PictureBlock", "PointsBlock", "QuoteBlock", "RelatedBlock", "StoryBody", "TableBlock",
]  # fmt: skip
