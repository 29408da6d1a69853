"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from masthead.articles.feeds.channel import Channel
from masthead.articles.feeds.entry import Entry
from masthead.publication.pages import absolute

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def json_feed(channel: Channel) -> str:
    """The feed as JSON."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "description": channel.description,
        "language": channel.language,
        "items": [_item(entry) for entry in channel.entries],
    }
    return json.dumps(_filled(feed), ensure_ascii=False, separators=(",", ":"))


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.guid,
        "url": entry.address,
        "title": entry.headline,
        # An item must have a content; a story of a lead alone says its standfirst.
        "content_html": entry.html or None,
        "content_text": None if entry.html else entry.standfirst or entry.headline,
        "summary": entry.standfirst,
        "image": entry.picture.address if entry.picture else None,
        "date_published": _date(entry.published_at),
        "date_modified": _date(entry.updated_at) if entry.updated_at else None,
        "authors": [{"name": author.name, "url": absolute(author.address)} for author in entry.authors],
        "tags": entry.tags,
        "language": entry.language,
    }
    return _filled(item)


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Optional keys are left out rather than empty; ``items`` is not optional."""
    return {name: value for name, value in data.items() if value or name == "items"}


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
