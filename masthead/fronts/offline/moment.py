"""When an edition is made."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from masthead.publication.models import Nameplate

EDITION = "edition"  # what pages note that show which edition is the last


def edition_time(nameplate: Nameplate, now: datetime) -> datetime:
    """The last passing of the edition's hour on the newsroom's clock, at ``now`` or before it."""
    today = now.astimezone(nameplate.zone).date()
    passed = datetime.combine(today, time(nameplate.epub_hour), tzinfo=nameplate.zone)
    # Two moments of one zone would be compared by their clocks, which are turned twice a year.
    if passed.astimezone(UTC) > now.astimezone(UTC):
        passed = datetime.combine(today - timedelta(days=1), time(nameplate.epub_hour), tzinfo=nameplate.zone)
    return passed
