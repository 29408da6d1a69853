"""Which backups are kept: dense for the last days, thinner the older they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from pathlib import Path

DAYS, WEEKS, MONTHS = 7, 4, 6
NAME = re.compile(r"masthead-(\d{4}-\d{2}-\d{2}T\d{6})Z\.tar")
FORM = "%Y-%m-%dT%H%M%S"


def which_to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """The newest backup of each of the last 7 days, 4 weeks and 6 months that have one.

    Days, weeks (from Monday) and months without a backup do not count, so that a paper that stood still for a year
    loses nothing. The newest is always among them.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = _newest_of_each(newest_first, DAYS, lambda moment: moment.date())
    kept |= _newest_of_each(newest_first, WEEKS, lambda moment: tuple(moment.isocalendar())[:2])
    kept |= _newest_of_each(newest_first, MONTHS, lambda moment: (moment.year, moment.month))
    return kept


def _newest_of_each(newest_first: list[datetime], most: int, span: Callable[[datetime], Hashable]) -> set[datetime]:
    found: dict[Hashable, datetime] = {}
    for moment in newest_first:
        found.setdefault(span(moment), moment)
    return set(list(found.values())[:most])


def name_of(moment: datetime) -> str:
    """The name of a backup that is made at this moment."""
    return f"masthead-{moment.astimezone(UTC):{FORM}}Z.tar"


def backups_in(folder: Path) -> dict[datetime, Path]:
    """The backups in a folder that bear such a name; other files are nobody's business."""
    found = {}
    for path in folder.glob("masthead-*.tar") if folder.is_dir() else ():
        match = NAME.fullmatch(path.name)
        if match and path.is_file():
            found[datetime.strptime(match[1], FORM).replace(tzinfo=UTC)] = path
    return found


def rotate(folder: Path) -> list[Path]:
    """Remove the backups that are not kept; which ones."""
    backups = backups_in(folder)
    kept = which_to_keep(backups)
    gone = [path for moment, path in sorted(backups.items()) if moment not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
