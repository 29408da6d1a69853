"""The hour of the offline edition."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from masthead.fronts.offline.moment import edition_time
from masthead.publication.models import Nameplate


@pytest.mark.parametrize(
    ("zone", "hour", "now", "passed"),
    [
        ("UTC", 6, "2026-11-26T06:00", "2026-11-26T06:00"),
        ("UTC", 6, "2026-11-26T05:59", "2026-11-25T06:00"),
        ("UTC", 0, "2026-11-26T00:00", "2026-11-26T00:00"),
        ("Europe/Kyiv", 6, "2026-11-26T03:59", "2026-11-25T04:00"),
        ("Europe/Kyiv", 6, "2026-11-26T04:00", "2026-11-26T04:00"),
        ("Europe/Kyiv", 23, "2026-11-26T20:00", "2026-11-25T21:00"),  # it is 22:00 there
        ("Europe/Kyiv", 6, "2026-03-29T05:00", "2026-03-29T03:00"),  # clocks went forward at 3
        ("Europe/Kyiv", 6, "2026-10-25T03:30", "2026-10-24T03:00"),  # and back at 4: it is 5:30 there
        ("Europe/Kyiv", 6, "2026-10-25T04:00", "2026-10-25T04:00"),
        ("America/Los_Angeles", 6, "2026-11-26T02:00", "2026-11-25T14:00"),
    ],
)
def test_it_is_the_last_passing_of_the_hour_on_the_newsrooms_clock(zone: str, hour: int, now: str, passed: str) -> None:
    nameplate = Nameplate(time_zone=zone, epub_hour=hour)
    found = edition_time(nameplate, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert found.astimezone(UTC) == datetime.fromisoformat(passed).replace(tzinfo=UTC)
    assert found.hour == hour


@pytest.mark.parametrize("zone", ["UTC", "Europe/Kyiv", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("hour", [0, 2, 3, 6, 23])
def test_it_is_never_in_the_future_nor_more_than_a_day_ago(zone: str, hour: int) -> None:
    nameplate = Nameplate(time_zone=zone, epub_hour=hour)
    for month in range(1, 13):
        for day in (1, 8, 28):
            now = datetime(2026, month, day, 1 + day % 22, 30, tzinfo=UTC)
            ago = (now - edition_time(nameplate, now)).total_seconds()
            assert 0 <= ago <= 25 * 3600


def test_a_day_has_no_24th_hour() -> None:
    with pytest.raises(ValidationError):
        Nameplate(name="The Tideway Post", epub_hour=24).clean_fields()
