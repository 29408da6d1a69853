"""How the last backups went, in a file of the data folder: for ``masthead check`` and the newsroom."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from masthead.newsroom.newest_backup import NewestBackup

NAME = "backups.json"


@dataclass(frozen=True)
class Record:
    """The newest good backup, and the last failure unless a good one came after it."""

    made_at: datetime | None = None
    file: str = ""
    failed_at: datetime | None = None
    reason: str = ""


def read() -> Record:
    """What is known; nothing when no backup was ever tried."""
    try:
        facts = json.loads(_path().read_text(encoding="utf-8"))
        return Record(_moment(facts["made_at"]), facts["file"], _moment(facts["failed_at"]), facts["reason"])
    except (OSError, ValueError, KeyError, TypeError):
        return Record()


def newest_backup() -> NewestBackup | None:
    """For the newsroom: the newest backup; ``None`` where nobody makes any by the clock."""
    if settings.BACKUPS is None:
        return None
    known = read()
    return NewestBackup(known.made_at, known.failed_at, known.reason)


def succeeded(file: Path) -> None:
    """A backup was made."""
    _write(Record(datetime.now(UTC), str(file)))


def failed(reason: str) -> None:
    """A backup was to be made and was not."""
    _write(replace(read(), failed_at=datetime.now(UTC), reason=reason))


def _write(record: Record) -> None:
    facts = {
        "made_at": record.made_at and record.made_at.isoformat(),
        "file": record.file,
        "failed_at": record.failed_at and record.failed_at.isoformat(),
        "reason": record.reason,
    }
    made = _path().with_name(f".{NAME}-{os.getpid()}")
    made.write_text(json.dumps(facts, indent=1), encoding="utf-8")
    made.replace(_path())


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _path() -> Path:
    return Path(settings.DATA) / NAME
