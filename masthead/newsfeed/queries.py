"""What pages ask about the feed. An update whose time has not come is not answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.press import memory, reads
from masthead.publication.queries import nameplate

ALL_UPDATES = "updates"


@dataclass(frozen=True)
class Day:
    """A day of the feed in the newsroom's zone, newest update first."""

    date: date
    updates: list[Update]

    @property
    def address(self) -> str:
        """The path of the day's page."""
        return f"/news-feed/{self.date:%Y/%m/%d}/"


def _due() -> QuerySet[Update]:
    return (
        Update.objects.filter(published_at__lte=timezone.now())
        .filter(Q(story=None) | Q(story__live=True))
        .select_related("story__section")
    )


def newest(most: int = 8) -> list[Update]:
    """The newest updates."""
    return memory.once(("updates", most), lambda: _newest(most))


def _newest(most: int) -> list[Update]:
    found = list(_due()[:most])
    reads.note_list(ALL_UPDATES, since=found[-1].published_at if len(found) == most else None)
    return found


def newest_days(zone: ZoneInfo, days: int = 3) -> list[Day]:
    """The newest days that have updates, whole."""
    found: list[Day] = []
    cursor = _last_before(None)
    while cursor and len(found) < days:
        found.append(on(cursor.astimezone(zone).date(), zone))
        cursor = _last_before(_bounds(found[-1].date, zone)[0])
    return found


def on(day: date, zone: ZoneInfo) -> Day:
    """One day's updates."""
    start, end = _bounds(day, zone)
    reads.note_list(ALL_UPDATES, start, end)
    return Day(day, list(_due().filter(published_at__gte=start, published_at__lt=end)))


def neighbours(day: date, zone: ZoneInfo) -> tuple[Day | None, Day | None]:
    """The nearest earlier and later days that have updates; their own updates are not loaded."""
    start, end = _bounds(day, zone)
    before, after = _last_before(start), _first_from(end)
    earlier = Day(before.astimezone(zone).date(), []) if before else None
    later = Day(after.astimezone(zone).date(), []) if after else None
    return earlier, later


def about(story: Story, most: int = 5) -> list[Update]:
    """Updates that point at the story."""
    reads.note_list(ALL_UPDATES)
    return list(_due().filter(story=story)[:most])


def day_address(moment: datetime) -> str:
    """The path of the page of the day in which this moment lies."""
    return Day(moment.astimezone(nameplate().zone).date(), []).address


def addresses() -> Iterator[str]:
    """The feed and each of its days."""
    yield "/news-feed/"
    yield "/live.json"
    zone = nameplate().zone
    days = _due().annotate(day=TruncDate("published_at", tzinfo=zone)).order_by("-day").values_list("day", flat=True)
    yield from (Day(day, []).address for day in days.distinct())


def _last_before(end: datetime | None) -> datetime | None:
    found = _due() if end is None else _due().filter(published_at__lt=end)
    moment = found.values_list("published_at", flat=True).first()
    reads.note_list(ALL_UPDATES, moment, end)
    return moment


def _first_from(start: datetime) -> datetime | None:
    found = _due().filter(published_at__gte=start).order_by("published_at", "pk")
    moment = found.values_list("published_at", flat=True).first()
    reads.note_list(ALL_UPDATES, start, moment)
    return moment


def _bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time.min, tzinfo=zone)
    return start, datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
