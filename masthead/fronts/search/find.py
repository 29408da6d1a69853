"""Finding stories for readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.safestring import SafeString

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.fronts.models import SearchText
from masthead.fronts.search.engines import NEWEST, engine, expression
from masthead.fronts.search.question import Question
from masthead.fronts.search.snippets import snippet

PER_PAGE = 20
MOST_PAGES = 50
# Of words that stand in more stories than this no rank can tell which is best, and it takes long: the newest are.
MOST_RANKED = 10_000
BY_AUTHOR = "entry.story_id IN (SELECT story_id FROM articles_storyauthor WHERE author_id = %s)"
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
    where, values = _where(question, zone, narrowed)
    tables = engine().joined if len(values) > 1 else engine().alone  # only filters need the join
    total = _rows(f"SELECT count(*) FROM {tables} WHERE {where}", values)[0][0]  # noqa: S608 - of constants
    pages = min(MOST_PAGES, max(1, -(-total // PER_PAGE)))
    number = min(max(1, number), pages)
    is_ranked = not newest_first and total <= MOST_RANKED
    ids = _page(question, where, values, is_ranked, number) if total else []
    return Found(total, _results(ids, question), number, pages)


def _where(question: Question, zone: ZoneInfo, narrowed: Narrowed) -> tuple[str, list[Any]]:
    conditions, values = [engine().matches], list[Any]([expression(question)])
    for condition, value in (
        ("entry.section_id = %s", narrowed.section),
        (BY_AUTHOR, narrowed.author),
        ("entry.published_at >= %s", _start(narrowed.since, zone)),
        ("entry.published_at < %s", _start(narrowed.until and narrowed.until + timedelta(days=1), zone)),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    return " AND ".join(conditions), values


def _start(day: date | None, zone: ZoneInfo) -> Any:
    return day and connection.ops.adapt_datetimefield_value(datetime.combine(day, time.min, tzinfo=zone))


def _page(question: Question, where: str, values: list[Any], is_ranked: bool, number: int) -> list[int]:
    if is_ranked:
        sql = engine().best.format(where=where)
        values = values + [expression(question)] * engine().asked_again
    else:
        sql = f"SELECT entry.story_id FROM {engine().joined} WHERE {where} ORDER BY {NEWEST}"  # noqa: S608 - of constants
    return [row[0] for row in _rows(f"{sql} LIMIT %s OFFSET %s", [*values, PER_PAGE, (number - 1) * PER_PAGE])]


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _results(ids: list[int], question: Question) -> list[Result]:
    texts = dict(SearchText.objects.filter(pk__in=ids).values_list("pk", "text"))
    # No pictures stand beside results, so these are lighter than cards.
    stories = articles.published().filter(pk__in=ids).only(*SHOWN).prefetch_related("story_authors__author")
    found = {story.pk: story for story in stories}
    return [Result(found[pk], snippet(texts.get(pk, ""), question)) for pk in ids if pk in found]
