"""Lists in pages, by address: ``/politics/``, ``/politics/page/2/``."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from masthead.articles.models import Story

PER_PAGE = 20


@dataclass(frozen=True)
class Pages:
    """Where a reader is in a list. Addresses are empty where there is nothing to turn to."""

    number: int
    count: int
    newer: str
    older: str


def turn_to(stories: QuerySet[Story], number: int, base: str) -> tuple[list[Story], Pages]:
    """The stories of one page. ``Http404`` past the end; page 1 of an empty list is there, and empty."""
    total = stories.count()
    count = max(1, -(-total // PER_PAGE))
    if not 1 <= number <= count:
        raise Http404
    start = (number - 1) * PER_PAGE
    return list(stories[start : start + PER_PAGE]), Pages(
        number,
        count,
        address(base, number - 1) if number > 1 else "",
        address(base, number + 1) if number < count else "",
    )


def address(base: str, number: int) -> str:
    """The path of a page of the list whose first page is ``base``."""
    return base if number == 1 else f"{base}page/{number}/"
