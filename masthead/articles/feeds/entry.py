"""A story as feeds carry it, whatever their format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import lxml.html
import nh3
from django.utils import timezone, translation
from django.utils.html import format_html

from masthead.articles.models import Story
from masthead.articles.queries import whole_stories
from masthead.media.queries import PictureUse, Sized, sized
from masthead.people.models import Author
from masthead.press import memory, reads
from masthead.publication.pages import absolute
from masthead.publication.queries import FRAME, Paper

# What a feed reader can be trusted to show. Our own classes and sources mean nothing there.
_TAGS = set(
    "a abbr b blockquote br cite code em figcaption figure h2 h3 h4 hr i img li ol p pre s strong sub sup "
    "table caption tbody td th thead tr ul".split()
)
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "th": {"scope"}, "ol": {"start"}}
_SHAPE = "16x9"


@dataclass(frozen=True)
class Enclosed:
    """The lead picture at a size for feed readers."""

    use: PictureUse
    size: Sized

    @property
    def address(self) -> str:
        """The absolute address of the JPEG."""
        return absolute(self.size.src)


@dataclass(frozen=True)
class Entry:
    """One story; all addresses are absolute, ``html`` is the whole text."""

    guid: str
    address: str
    headline: str
    standfirst: str
    html: str
    authors: list[Author]
    tags: list[str]
    language: str
    published_at: datetime
    updated_at: datetime | None
    picture: Enclosed | None


def entries(ids: Iterable[int], paper: Paper) -> list[Entry]:
    """These stories with their full text in the paper's language and zone."""
    with translation.override(paper.language), timezone.override(paper.nameplate.zone):
        made = [memory.once(("entry", pk), partial(_made, pk, paper)) for pk in ids]
    return [entry for entry in made if entry]


def _made(pk: int, paper: Paper) -> Entry | None:
    reads.note(FRAME)
    return next((_entry(story, paper) for story in whole_stories([pk])), None)


def _entry(story: Story, paper: Paper) -> Entry:
    assert story.published_at
    address = absolute(story.address or "/")
    picture = Enclosed(story.picture, sized(story.picture.picture, _SHAPE)) if story.picture else None
    lead = _figure(picture) if picture else ""
    return Entry(
        # Not the address: a corrected slug must not make the story new again.
        guid=f"urn:uuid:{story.translation_key}",
        address=address,
        headline=story.headline,
        standfirst=story.standfirst,
        html=plain_html(f"{lead}{story.body}", address),
        authors=story.byline,
        tags=_tags(story),
        language=story.language or paper.language,
        published_at=story.published_at,
        updated_at=story.updated_at,
        picture=picture,
    )


def _tags(story: Story) -> list[str]:
    section = [story.section.name] if story.section else []
    return section + [topic.name for topic in story.topics.all()]


def _figure(picture: Enclosed) -> str:
    use, size = picture.use, picture.size
    image = format_html('<img src="{}" alt="{}" width="{}" height="{}">', size.src, use.alt, size.width, size.height)
    words = f"{use.caption} ({use.credit})" if use.credit else use.caption
    caption = format_html("<figcaption>{}</figcaption>", words.strip()) if words else ""
    return format_html("<figure>{}{}</figure>", image, caption)


def plain_html(html: str, base: str) -> str:
    """``html`` reduced to what feed readers show, with every link and picture absolute."""
    if not html.strip():
        return ""
    tree = lxml.html.fragment_fromstring(without_control(html), create_parent="div")
    tree.make_links_absolute(base, resolve_base_href=False)
    whole = lxml.html.tostring(tree, encoding="unicode")
    return nh3.clean(whole, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None).strip()


def without_control(text: str) -> str:
    """``text`` without the characters that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""
    return _UNFIT.sub("", text)


_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
