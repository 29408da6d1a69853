from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from masthead.config.backups.rotation import backups_in, name_of, rotate, which_to_keep
from masthead.config.backups.schedule import is_due


def nights(first: str, count: int) -> list[datetime]:
    """A backup each night at three."""
    day = datetime.fromisoformat(f"{first}T03:00:00+00:00")
    return [day + timedelta(days=number) for number in range(count)]


@pytest.mark.parametrize(
    ("moments", "kept"),
    [
        ([], []),
        (nights("2026-11-02", 1), ["2026-11-02"]),
        (nights("2026-11-02", 7), [f"2026-11-{day:02}" for day in range(2, 9)]),
        # Sunday the 8th stands for its week once it is older than seven days.
        (nights("2026-11-02", 14), [f"2026-11-{day:02}" for day in range(8, 16)]),
        # Days 20-26; weeks 26, 22, 15, 8; months: 26, 31 October, 30 September, and so on.
        (
            nights("2026-05-01", 210),
            ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-08", "2026-11-15",
             "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"],
        ),
        # What stood still loses nothing: seven days that have one, however far apart.
        ([*nights("2024-01-10", 1), *nights("2026-11-26", 1)], ["2024-01-10", "2026-11-26"]),
    ],
)  # fmt: skip
def test_it_keeps_days_weeks_and_months(moments: list[datetime], kept: list[str]) -> None:
    assert sorted(moment.date() for moment in which_to_keep(moments)) == [date.fromisoformat(day) for day in kept]


def test_of_one_day_it_keeps_the_newest() -> None:
    morning, evening = datetime(2026, 11, 26, 3, tzinfo=UTC), datetime(2026, 11, 26, 20, tzinfo=UTC)
    assert which_to_keep([evening, morning]) == {evening}


def test_never_more_than_seventeen() -> None:
    assert len(which_to_keep(nights("2020-01-01", 2000))) <= 7 + 4 + 6


def test_keeping_daily_is_the_same_as_keeping_at_the_end() -> None:
    """Removing each night removes nothing that a later night would have kept."""
    all_of_them = nights("2026-01-01", 300)
    left: set[datetime] = set()
    for moment in all_of_them:
        left = which_to_keep([*left, moment])
    assert left == which_to_keep(all_of_them)


def test_it_removes_only_its_own_old_files(tmp_path: Path) -> None:
    moments = nights("2026-11-02", 14)
    for moment in moments:
        (tmp_path / name_of(moment)).write_bytes(b"x")
    (tmp_path / "masthead-before-the-move.tar").write_bytes(b"mine")
    gone = rotate(tmp_path)
    assert [path.name for path in gone] == [name_of(moment) for moment in moments[:6]]
    assert sorted(backups_in(tmp_path)) == moments[6:]
    assert (tmp_path / "masthead-before-the-move.tar").exists()


KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("now", "newest", "due"),
    [
        ("2026-11-26T00:59:00+00:00", None, True),
        ("2026-11-26T00:59:00+00:00", "2026-11-25T01:00:00+00:00", False),  # 2:59 in Kyiv
        ("2026-11-26T01:00:00+00:00", "2026-11-25T01:00:00+00:00", True),
        ("2026-11-26T01:00:30+00:00", "2026-11-26T01:00:00+00:00", False),
        ("2026-11-26T00:30:00+00:00", "2026-11-24T09:00:00+00:00", True),  # a night was missed
        ("2026-07-26T00:00:00+00:00", "2026-07-25T23:00:00+00:00", True),  # summer time
    ],
)
def test_it_is_due_at_the_hour_of_the_paper(now: str, newest: str | None, due: bool) -> None:
    made = datetime.fromisoformat(newest) if newest else None
    assert is_due(datetime.fromisoformat(now), made, 3, KYIV) is due
