"""Lists of stories in pages: see ``press/paging.py``."""

from __future__ import annotations

from masthead.articles.lists import StoryList
from masthead.articles.models import Story
from masthead.articles.queries import cards_for
from masthead.press.paging import Pages, Turned, address

__all__ = ["Pages", "address", "turn_to"]


def turn_to(stories: StoryList, number: int, base: str) -> tuple[list[Story], Pages]:
    """The stories of one page, newest first; number 0 is the first page. ``Http404`` when there is no such page."""
    ids, pages = Turned(stories.name, stories.rows, "published_at", base).page(number)
    return cards_for(ids), pages
