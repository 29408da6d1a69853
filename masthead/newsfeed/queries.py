"""What pages ask about the feed. An update whose time has not come is not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from masthead.articles.models import Story
from masthead.newsfeed.models import Update


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
    return list(_due()[:most])


def newest_days(zone: ZoneInfo, days: int = 3) -> list[Day]:
    """The newest days that have updates, whole."""
    latest = _due().values_list("published_at", flat=True).first()
    if latest is None:
        return []
    found: list[Day] = []
    cursor: datetime | None = latest
    while cursor and len(found) < days:
        found.append(on(cursor.astimezone(zone).date(), zone))
        start, _ = _bounds(found[-1].date, zone)
        cursor = _due().filter(published_at__lt=start).values_list("published_at", flat=True).first()
    return found


def on(day: date, zone: ZoneInfo) -> Day:
    """One day's updates."""
    start, end = _bounds(day, zone)
    return Day(day, list(_due().filter(published_at__gte=start, published_at__lt=end)))


def neighbours(day: date, zone: ZoneInfo) -> tuple[Day | None, Day | None]:
    """The nearest earlier and later days that have updates; their own updates are not loaded."""
    start, end = _bounds(day, zone)
    before = _due().filter(published_at__lt=start).values_list("published_at", flat=True).first()
    after = _due().filter(published_at__gte=end).order_by("published_at").values_list("published_at", flat=True).first()
    earlier = Day(before.astimezone(zone).date(), []) if before else None
    later = Day(after.astimezone(zone).date(), []) if after else None
    return earlier, later


def about(story: Story, most: int = 5) -> list[Update]:
    """Updates that point at the story."""
    return list(_due().filter(story=story)[:most])


def _bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time.min, tzinfo=zone)
    return start, datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
