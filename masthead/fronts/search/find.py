"""Finding stories for readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.safestring import SafeString

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.fronts.models import SearchText
from masthead.fronts.search import postgresql, sqlite
from masthead.fronts.search.question import Question
from masthead.fronts.search.snippets import snippet

PER_PAGE = 20
MOST_PAGES = 50
SHOWN = ("title", "kicker", "language", "address", "published_at", "live", "section")


@dataclass(frozen=True)
class Narrowed:
    """The filters of a search: row ids, and days in the newsroom's zone, both included."""

    section: int | None = None
    author: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Result:
    """A story and the part of its text that answers the question."""

    story: Story
    snippet: SafeString


@dataclass(frozen=True)
class Found:
    """How many stories answer the question, and those of one page. ``pages`` stops at ``MOST_PAGES``."""

    total: int
    results: list[Result]
    number: int
    pages: int


def find(
    question: Question, zone: ZoneInfo, narrowed: Narrowed = Narrowed(), newest_first: bool = False, number: int = 1
) -> Found:
    """Page ``number`` of what answers the question; the nearest page that is there. Nothing asked, nothing found."""
    if not question.wanted:
        return Found(0, [], 1, 1)
    look = postgresql.look if connection.vendor == "postgresql" else sqlite.look
    total, ids = look(question, *_conditions(narrowed, zone), newest_first, PER_PAGE * MOST_PAGES)
    pages = max(1, -(-len(ids) // PER_PAGE))
    number = min(max(1, number), pages)
    return Found(total, _results(ids[(number - 1) * PER_PAGE : number * PER_PAGE], question), number, pages)


def _conditions(narrowed: Narrowed, zone: ZoneInfo) -> tuple[list[str], list[Any]]:
    """The filters as SQL, with their values."""
    after = narrowed.until + timedelta(days=1) if narrowed.until else None
    wanted = [
        ("entry.section_id = %s", narrowed.section),
        ("entry.story_id IN (SELECT story_id FROM articles_storyauthor WHERE author_id = %s)", narrowed.author),
        ("entry.published_at >= %s", _start(narrowed.since, zone)),
        ("entry.published_at < %s", _start(after, zone)),
    ]
    filled = [(condition, value) for condition, value in wanted if value is not None]
    return [condition for condition, _ in filled], [value for _, value in filled]


def _start(day: date | None, zone: ZoneInfo) -> Any:
    return day and connection.ops.adapt_datetimefield_value(datetime.combine(day, time.min, tzinfo=zone))


def _results(ids: list[int], question: Question) -> list[Result]:
    texts = dict(SearchText.objects.filter(pk__in=ids).values_list("pk", "text"))
    # No pictures stand beside results, so these are lighter than cards.
    stories = articles.published().filter(pk__in=ids).only(*SHOWN).prefetch_related("story_authors__author")
    found = {story.pk: story for story in stories}
    return [Result(found[pk], snippet(texts.get(pk, ""), question)) for pk in ids if pk in found]
