"""When something was written, from the three ways an export says it."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from masthead.importers.wordpress.archive import Item

EARLIEST = 1900  # pubDate can be in the year -0001, and a clock that was never set says 1970


def published_at(item: Item, zone: ZoneInfo) -> datetime | None:
    """GMT when it is there; else the local time in the paper's zone; else the feed's date; else nothing."""
    return _moment(item.date_gmt, UTC) or _moment(item.date, zone) or _from_feed(item.pub_date)


def modified_at(item: Item) -> datetime | None:
    """When it was last changed."""
    return _moment(item.modified_gmt, UTC)


def _moment(text: str, zone: tzinfo) -> datetime | None:
    try:
        found = datetime.strptime(text, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - its zone follows
        return found.replace(tzinfo=zone).astimezone(UTC) if found.year >= EARLIEST else None
    except (ValueError, OverflowError):  # "0000-00-00 00:00:00" above all
        return None


def _from_feed(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC) if found.year >= EARLIEST else None
    except (TypeError, ValueError, OverflowError):
        return None
