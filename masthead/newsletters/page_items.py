"""The blocks of an issue as its web page shows them: stories as cards, pictures in all their sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from masthead.articles.models import Story
from masthead.media.models import Picture
from masthead.media.queries import PictureUse, use
from masthead.newsletters.link_targets import safe_target
from masthead.newsletters.models import Issue
from masthead.newsletters.rendering.content import blocks_of, pictures_of, stories_of

NOTHING = SafeString()


@dataclass(frozen=True)
class PageItem:
    """One block. Only what its kind has is filled; ``text`` is HTML."""

    kind: str
    story: Story | None = None
    title: str = ""
    text: SafeString = NOTHING
    look: str = ""
    tag: str = "h2"
    picture: PictureUse | None = None
    source: str = ""
    address: str = ""
    button: str = ""


def page_items(issue: Issue) -> list[PageItem]:
    """All blocks that have something to show, in order."""
    blocks = blocks_of(issue)
    stories, pictures = stories_of(blocks), pictures_of(blocks)
    found: list[PageItem] = []
    tag = "h2"
    for kind, value in blocks:
        item = _item(kind, value, stories, pictures, tag)
        if item:
            tag = "h3" if kind == "heading" else tag
            found.append(item)
    return found


def rich(source: str) -> SafeString:
    """Rich text as editors left it; nothing when it has no words."""
    if not strip_tags(source).replace("\xa0", " ").strip():
        return NOTHING
    return SafeString(expand_db_html(source))  # Draftail's own output


def _item(kind: str, value: Any, stories: dict[int, Story], pictures: dict[int, Picture], tag: str) -> PageItem | None:
    match kind:
        case "story":
            story = stories.get(value.get("story"))
            return _story(story, value, tag) if story else None
        case "text":
            text = rich(value)
            return PageItem(kind, text=text) if text else None
        case "heading":
            return PageItem(kind, title=value) if value.strip() else None
        case "picture":
            shown = use(pictures.get(value.get("picture")), value.get("alt") or "", value.get("caption") or "")
            return PageItem(kind, picture=shown, address=_led_by_picture(value)) if shown else None
        case "quote":
            return PageItem(kind, title=value["text"], source=value.get("source") or "")
        case "appeal":
            text, button = rich(value["text"]), value["button"]
            address = safe_target(value["address"])
            return PageItem(kind, title=value["title"], text=text, button=button, address=address)
    return PageItem("divider")


def _led_by_picture(value: dict[str, Any]) -> str:
    return safe_target(value["address"]) if value.get("address") else ""


def _story(story: Story, value: dict[str, Any], tag: str) -> PageItem:
    look = value.get("look") or "picture"
    title = value.get("headline") or story.headline
    return PageItem("story", story, title, rich(value.get("text") or ""), look if story.picture else "plain", tag)
