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
from masthead.fronts.search.engines import engine, expression
from masthead.fronts.search.question import Question
from masthead.fronts.search.snippets import snippet

PER_PAGE = 20
MOST_PAGES = 50


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
    total = _rows(f"SELECT count(*) FROM {engine().tables} WHERE {where}", values)[0][0]
    pages = min(MOST_PAGES, max(1, -(-total // PER_PAGE)))
    number = min(max(1, number), pages)
    ids = _page(question, where, values, newest_first, number) if total else []
    return Found(total, _results(ids, question), number, pages)


def _where(question: Question, zone: ZoneInfo, narrowed: Narrowed) -> tuple[str, list[Any]]:
    conditions, values = [engine().matches], [expression(question)]
    for condition, value in (
        ("entry.section_id = %s", narrowed.section),
        (
            "EXISTS (SELECT 1 FROM articles_storyauthor line"
            " WHERE line.story_id = entry.story_id AND line.author_id = %s)",
            narrowed.author,
        ),
        ("entry.published_at >= %s", _start(narrowed.since, zone)),
        ("entry.published_at < %s", _start(narrowed.until and narrowed.until + timedelta(days=1), zone)),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    return " AND ".join(conditions), values


def _start(day: date | None, zone: ZoneInfo) -> Any:
    return day and connection.ops.adapt_datetimefield_value(datetime.combine(day, time.min, tzinfo=zone))


def _page(question: Question, where: str, values: list[Any], newest_first: bool, number: int) -> list[int]:
    order = "entry.published_at DESC, entry.story_id DESC"
    if not newest_first:
        order = f"{engine().rank}, {order}"
        values = values + [expression(question)] * engine().rank.count("%s")
    sql = f"SELECT entry.story_id FROM {engine().tables} WHERE {where} ORDER BY {order} LIMIT %s OFFSET %s"
    return [row[0] for row in _rows(sql, [*values, PER_PAGE, (number - 1) * PER_PAGE])]


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _results(ids: list[int], question: Question) -> list[Result]:
    texts = dict(SearchText.objects.filter(pk__in=ids).values_list("pk", "text"))
    return [Result(story, snippet(texts.get(story.pk, ""), question)) for story in articles.cards_for(ids)]
