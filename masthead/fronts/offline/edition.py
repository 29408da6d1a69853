"""Putting an edition together."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation

from masthead.articles.feeds.entry import without_control
from masthead.articles.models import Story
from masthead.fronts.offline.chapters import Chapter, by_address, in_parts, lead_pictures, render
from masthead.fronts.offline.cover import cover
from masthead.fronts.offline.package import CONTENT_TYPE, packed
from masthead.fronts.offline.pictures import Pictures
from masthead.fronts.offline.stories import of_the_day
from masthead.publication.pages import absolute
from masthead.publication.queries import Paper

__all__ = ["CONTENT_TYPE", "edition"]


def edition(paper: Paper, edition_at: datetime) -> bytes:
    """The EPUB of the stories before ``edition_at``. Made of what it is given and the stories, of no clock."""
    stories = of_the_day(edition_at)
    with translation.override(paper.language), timezone.override(paper.nameplate.zone):
        return packed(_parts(paper, edition_at, stories))


def _parts(paper: Paper, edition_at: datetime, stories: list[Story]) -> dict[str, str | bytes]:
    pictures = Pictures()
    sections = in_parts(stories, paper)
    chapters = [chapter for part in sections for chapter in part.chapters]
    figures, addresses = lead_pictures(chapters, pictures), by_address(chapters)
    texts = {chapter.name: render(chapter, figures.get(chapter.name, ""), addresses, pictures) for chapter in chapters}
    context = {
        "paper": paper,
        "at": edition_at,
        "parts": sections,
        "chapters": chapters,
        "pictures": list(pictures.files),
        **_facts(paper, edition_at, chapters),
    }
    frame = {name: _frame(name, context) for name in ("package.opf", "nav.xhtml", "cover.xhtml", "edition.css")}
    return {**frame, "cover.svg": without_control(cover(paper, edition_at, stories)), **texts, **pictures.files}


def _frame(name: str, context: dict[str, object]) -> str:
    return without_control(render_to_string(f"offline/{name}", context))


def _facts(paper: Paper, edition_at: datetime, chapters: list[Chapter]) -> dict[str, object]:
    """What the package says of itself. A day's edition keeps its name when a story of it is corrected."""
    changes = [
        moment for chapter in chapters for moment in (chapter.story.published_at, chapter.story.updated_at) if moment
    ]
    return {
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, f"{absolute('/today.epub')}#{_stamp(edition_at)}").urn,
        "modified": _stamp(max(changes, default=edition_at)),
        "languages": sorted({chapter.language for chapter in chapters} - {paper.language}),
        "front": absolute("/"),
    }


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
