"""Days, months and the archive of the paper, in the newsroom's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate

from masthead.articles.lists import every_story
from masthead.press import memory, reads
from masthead.publication.queries import FRAME


@dataclass(frozen=True)
class Month:
    """A month that has stories. ``days``: each day that has some, and how many, newest first."""

    first: date
    days: list[tuple[date, int]]

    @property
    def address(self) -> str:
        """The path of the month's page."""
        return f"/{self.first:%Y/%m}/"

    @property
    def stories(self) -> int:
        """How many stories it has."""
        return sum(count for _, count in self.days)


def day_address(day: date) -> str:
    """The path of a day's page."""
    return f"/{day:%Y/%m/%d}/"


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of a day, and of the next."""
    start = datetime.combine(day, time.min, tzinfo=zone)
    return start, datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)


def month_of(day: date, zone: ZoneInfo) -> Month:
    """The month in which a day lies; kept while nothing comes into it or goes."""
    first = day.replace(day=1)
    return memory.once(("month", first), lambda: _count(first, zone))


def months(zone: ZoneInfo) -> list[Month]:
    """Every month that has stories, newest first."""
    newest, oldest = every_story().last_before(None), every_story().first_from(None)
    if newest is None or oldest is None:
        return []
    found, month, last = (
        [],
        newest.astimezone(zone).date().replace(day=1),
        oldest.astimezone(zone).date().replace(day=1),
    )
    while month >= last:
        found.append(month_of(month, zone))
        month = (month - timedelta(days=1)).replace(day=1)
    return [month for month in found if month.days]


def _count(first: date, zone: ZoneInfo) -> Month:
    reads.note(FRAME)
    start, end = bounds(first, zone)[0], bounds((first + timedelta(days=31)).replace(day=1), zone)[0]
    rows = every_story().between(start, end).order_by().annotate(day=TruncDate("published_at", tzinfo=zone))
    days = rows.values("day").annotate(count=Count("pk")).order_by("-day").values_list("day", "count")
    return Month(first, list(days))
