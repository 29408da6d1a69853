"""Lists in pages that stay as they are: counted from the oldest story, with a first page that floats.

``/politics/`` shows the newest 20 to 39 stories; ``/politics/page/1/`` the oldest 20 for ever, ``/politics/page/2/``
the next. When the first page has room for another whole one, that page is made, and nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from masthead.articles.lists import StoryList
from masthead.articles.models import Story
from masthead.articles.queries import cards_for
from masthead.press import reads

PER_PAGE = 20


@dataclass(frozen=True)
class Pages:
    """Where a reader is in a list. Addresses are empty where there is nothing to turn to.

    ``number`` is 0 on the first page, ``count`` 0 where pages are counted from the oldest.
    """

    number: int
    count: int
    newer: str
    older: str


def turn_to(stories: StoryList, number: int, base: str) -> tuple[list[Story], Pages]:
    """The stories of one page, newest first; number 0 is the first page. ``Http404`` when there is no such page."""
    return _numbered(stories, number, base) if number else _first(stories, base)


def address(base: str, number: int) -> str:
    """The path of a page of the list whose first page is ``base``."""
    return base if number == 0 else f"{base}page/{number}/"


def _first(stories: StoryList, base: str) -> tuple[list[Story], Pages]:
    reads.note_list(stories.name)
    total = stories.rows.count()
    settled = max(0, total // PER_PAGE - 1)
    ids = list(stories.rows.values_list("pk", flat=True)[: total - settled * PER_PAGE])
    older = address(base, settled) if settled else ""
    if older:
        reads.ask(older)
    return cards_for(ids), Pages(0, 0, "", older)


def _numbered(stories: StoryList, number: int, base: str) -> tuple[list[Story], Pages]:
    """A page is there once the list holds as much again after it; the next page, once it holds twice as much."""
    start = (number - 1) * PER_PAGE
    rows = list(
        stories.rows.order_by("published_at", "pk").values_list("pk", "published_at")[start : start + 3 * PER_PAGE]
    )
    is_settled = len(rows) == 3 * PER_PAGE
    reads.note_list(stories.name, until=rows[-1][1] if is_settled else None)
    if len(rows) < 2 * PER_PAGE:
        raise Http404
    older = address(base, number - 1) if number > 1 else ""
    if older:
        reads.ask(older)
    newer = address(base, number + 1 if is_settled else 0)
    ids = [pk for pk, _ in reversed(rows[:PER_PAGE])]
    return cards_for(ids), Pages(number, 0, newer, older)
