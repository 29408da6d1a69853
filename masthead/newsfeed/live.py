"""What pages that stay open ask for: the newest updates, stories and picks, as JSON."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from masthead.articles.lists import every_story
from masthead.articles.models import Story
from masthead.media.queries import sized
from masthead.newsfeed import queries
from masthead.newsfeed.models import Update
from masthead.picks.queries import Picks, picks
from masthead.publication.pages import show_plain
from masthead.publication.queries import paper as the_paper

UPDATES = 30
STORIES = 10
CONTENT_TYPE = "application/json; charset=utf-8"


def live(request: HttpRequest) -> HttpResponse:
    """``/live.json``. It changes only when one of these does: no clock is in it."""
    paper = the_paper()
    updates = queries.newest(UPDATES)
    with override(paper.language), timezone.override(paper.nameplate.zone):
        data = {
            "as_of": _stamp(updates[0].published_at) if updates else None,
            "updates": [_update(update) for update in updates],
            "stories": [_story(story) for story in every_story().newest(STORIES)],
            "picks": _picks(picks()),
        }
    return show_plain(json.dumps(data, ensure_ascii=False, separators=(",", ":")), CONTENT_TYPE)


def _update(update: Update) -> dict[str, Any]:
    day = timezone.localtime(update.published_at).date()
    address = f"/news-feed/{day:%Y/%m/%d}/"
    return {
        "id": update.pk,
        "text": update.text,
        "time": _stamp(update.published_at),
        "key": update.is_key,
        "address": f"{address}#{update.anchor}",
        "day": {"title": date_format(day, "DATE_FORMAT"), "address": address},
        "story": {"headline": update.story.headline, "address": update.story.address} if update.story else None,
    }


def _story(story: Story) -> dict[str, Any]:
    return {
        "headline": story.headline,
        "address": story.address,
        "time": _stamp(story.published_at),
        "section": {"name": story.section.name, "address": story.section.address} if story.section else None,
    }


def _picks(found: Picks) -> dict[str, Any]:
    return {"title": found.title or gettext("Editors’ picks"), "stories": [_pick(story) for story in found.stories]}


def _pick(story: Story) -> dict[str, Any]:
    """As it stands in its numbered list: the small picture is a JPEG of the same crop as on the page."""
    data = {
        "headline": getattr(story, "pick_title", story.headline),
        "address": story.address,
        "section": story.section.slug if story.section else None,
        "language": story.language or None,
    }
    if story.picture:
        size = sized(story.picture.picture, "1x1")
        data["picture"] = {"src": size.src, "width": size.width, "height": size.height, "alt": story.picture.alt}
    return data


def _stamp(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
