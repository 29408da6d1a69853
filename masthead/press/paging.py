"""Lists in pages that stay as they are: counted from the oldest row, with a first page that floats.

``/politics/`` shows the newest 20 to 39 stories; ``/politics/page/1/`` the oldest 20 for ever, ``/politics/page/2/``
the next. When the first page has room for another whole one, that page is made, and nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

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


@dataclass(frozen=True)
class Turned:
    """A list that can be turned: the name it is noted under, its rows newest first, and the field of their moment."""

    name: str
    rows: QuerySet[Any]
    moment: str
    base: str

    def page(self, number: int) -> tuple[list[int], Pages]:
        """The ids of one page, newest first; number 0 is the first page. ``Http404`` when there is no such page."""
        return self._numbered(number) if number else self._first()

    def _first(self) -> tuple[list[int], Pages]:
        reads.note_list(self.name)
        total = self.rows.count()
        settled = max(0, total // PER_PAGE - 1)
        ids = list(self.rows.values_list("pk", flat=True)[: total - settled * PER_PAGE])
        older = address(self.base, settled) if settled else ""
        if older:
            reads.ask(older)
        return ids, Pages(0, 0, "", older)

    def _numbered(self, number: int) -> tuple[list[int], Pages]:
        """A page is there once the list holds as much again after it; the next page, once it holds twice as much."""
        start = (number - 1) * PER_PAGE
        oldest_first = self.rows.order_by(self.moment, "pk").values_list("pk", self.moment)
        rows = list(oldest_first[start : start + 3 * PER_PAGE])
        is_settled = len(rows) == 3 * PER_PAGE
        reads.note_list(self.name, until=rows[-1][1] if is_settled else None)
        if len(rows) < 2 * PER_PAGE:
            raise Http404
        older = address(self.base, number - 1) if number > 1 else ""
        if older:
            reads.ask(older)
        newer = address(self.base, number + 1 if is_settled else 0)
        return [pk for pk, _ in reversed(rows[:PER_PAGE])], Pages(number, 0, newer, older)


def address(base: str, number: int) -> str:
    """The path of a page of the list whose first page is ``base``."""
    return base if number == 0 else f"{base}page/{number}/"
