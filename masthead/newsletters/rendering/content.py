"""An issue as plain facts, read out of its blocks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.html import escape

from masthead.articles.models import Story
from masthead.articles.queries import cards_for
from masthead.media.models import Picture
from masthead.media.queries import PictureUse, jpeg
from masthead.newsletters.addresses import address_for
from masthead.newsletters.link_targets import safe_target
from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.rendering.items import (
    AppealItem,
    Content,
    DividerItem,
    HeadingItem,
    Host,
    Item,
    PictureItem,
    QuoteItem,
    Shot,
    StoryItem,
    TextItem,
)
from masthead.newsletters.rendering.words import for_mail
from masthead.press.templatetags.masthead_pages import written
from masthead.publication.pages import absolute
from masthead.publication.queries import Paper
from masthead.publication.queries import paper as the_paper

WIDE, SMALL, FACE = 536, 168, 56  # how many pixels pictures are shown wide
Block = tuple[str, Any]


def content_of(issue: Issue) -> Content:
    """What the issue says now. A story that is not published any more is left out."""
    paper, mailing_list = the_paper(), issue.mailing_list
    language = mailing_list.language or paper.language
    blocks = blocks_of(issue)
    day = day_of(issue, paper)
    with translation.override(language):
        return Content(
            issue=issue.pk or 0,
            subject=issue.subject,
            preview_text=issue.preview_text,
            language=language,
            list_name=mailing_list.name,
            list_address=absolute(mailing_list.address),
            colour=mailing_list.colour,
            host=_host(mailing_list),
            paper=paper.name,
            home=absolute("/"),
            postal=tuple(line.strip() for line in paper.address_lines if line.strip()),
            day=written(day),
            intro=for_mail(issue.intro),
            items=tuple(_items(blocks, language)),
            browser=absolute(issue.address or address_for(issue, day)),
            counts_clicks=mailing_list.counts_clicks,
            template=mailing_list.template,
        )


def blocks_of(issue: Issue) -> list[Block]:
    """The blocks of an issue, saved or not, as they are stored: a story is its number, rich text its source."""
    return [(raw["type"], raw["value"]) for raw in issue.body.raw_data]


def stories_of(blocks: list[Block]) -> dict[int, Story]:
    """The published stories among the blocks, as cards."""
    ids = [value["story"] for kind, value in blocks if kind == "story" and value.get("story")]
    return {story.pk: story for story in cards_for(ids)}


def pictures_of(blocks: list[Block]) -> dict[int, Picture]:
    """The pictures among the blocks that stand by themselves."""
    ids = [value["picture"] for kind, value in blocks if kind == "picture" and value.get("picture")]
    return {found.pk: found for found in Picture.objects.filter(pk__in=ids).prefetch_related("renditions")}


def day_of(issue: Issue, paper: Paper) -> date:
    """The day that an issue bears, in the newsroom's zone."""
    moment: datetime = issue.sent_at or issue.scheduled_for or timezone.now()
    return moment.astimezone(paper.nameplate.zone).date()


def _items(blocks: list[Block], language: str) -> list[Item]:
    stories, pictures = stories_of(blocks), pictures_of(blocks)
    found: list[Item] = []
    level = 2
    for kind, value in blocks:
        item = _item(kind, value, stories, pictures, level, language)
        if item:
            level = 3 if item.kind == "heading" else level
            found.append(item)
    return found


def _item(
    kind: str, value: Any, stories: dict[int, Story], pictures: dict[int, Picture], level: int, language: str
) -> Item | None:
    match kind:
        case "story":
            story = stories.get(value.get("story"))
            return _story(story, value, level, language) if story else None
        case "text":
            html = for_mail(value)
            return TextItem(html) if html else None
        case "heading":
            return HeadingItem(value) if value.strip() else None
        case "picture":
            picture = pictures.get(value.get("picture"))
            return _picture(picture, value) if picture else None
        case "quote":
            return QuoteItem(value["text"], value.get("source") or "")
        case "appeal":
            text = for_mail(value["text"])
            return AppealItem(value["title"], text, value["button"], absolute(safe_target(value["address"])))
    return DividerItem()


def _story(story: Story, value: dict[str, Any], level: int, language: str) -> StoryItem:
    look = value.get("look") or "picture"
    shot = None
    if story.picture and look != "plain":
        shot = shot_of(story.picture, "16x9" if look == "large" else "3x2", WIDE if look == "large" else SMALL)
    return StoryItem(
        story=story.pk,
        headline=value.get("headline") or story.headline,
        text=for_mail(value.get("text") or "") or escape(story.standfirst),
        address=absolute(story.address or "/"),
        look=look if shot else "plain",
        shot=shot,
        section=story.section.name if story.section else "",
        names=", ".join(author.name for author in story.byline),
        minutes=story.reading_minutes,
        language=story.language if story.language and story.language != language else "",
        level=level,
    )


def _picture(picture: Picture, value: dict[str, Any]) -> PictureItem:
    used = PictureUse(picture, value.get("alt") or picture.description, credit=picture.credit_line)
    address = value.get("address") or ""
    return PictureItem(
        shot_of(used, "original", WIDE), value.get("caption") or "", absolute(safe_target(address)) if address else ""
    )


def shot_of(used: PictureUse, shape: str, shown: int) -> Shot:
    """A picture for a place ``shown`` pixels wide, with twice as many pixels where it has them."""
    size = jpeg(used.picture, shape, 2 * shown)
    width = min(shown, size.width)
    return Shot(absolute(size.src), width, round(width * size.height / size.width), used.alt, used.credit)


def _host(mailing_list: MailingList) -> Host | None:
    author = mailing_list.host
    if author is None:
        return None
    face = shot_of(author.portrait, "1x1", FACE) if author.portrait else None
    return Host(author.name, author.role, absolute(author.address), face)
