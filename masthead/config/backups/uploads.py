"""Pictures, their sizes and documents: into a backup, with an eye on those that the database names."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from masthead.config.backups.archive import Packer

FOLDER = "media/"
MISSING = "missing.txt"
# In the media folder only while a restore puts files there.
STAGE = ".restoring"


class Roll:
    """Which files the database names and which were packed; on disk, since there may be a million."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "roll.sqlite3", isolation_level=None)
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("PRAGMA synchronous=OFF")
        for table in ("named", "packed"):
            self._database.execute(f"CREATE TABLE {table} (file TEXT PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def name(self, file: str) -> None:
        """The database names this file."""
        self._database.execute("INSERT OR IGNORE INTO named VALUES (?)", (file,))

    def pack(self, file: str) -> None:
        """This file is in the backup."""
        self._database.execute("INSERT OR IGNORE INTO packed VALUES (?)", (file,))

    def missing(self) -> Iterator[str]:
        """What is named and was not packed."""
        rows = self._database.execute("SELECT file FROM named EXCEPT SELECT file FROM packed ORDER BY 1")
        return (row[0] for row in rows)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def pack_uploads(media: Path, packer: Packer, roll: Roll, on_progress: Callable[[int], None]) -> int:
    """Pack every file under ``media``; how many there were. One that vanishes meanwhile is passed over."""
    count = 0
    for path in _files(media):
        name = path.relative_to(media).as_posix()
        try:
            with path.open("rb") as file:
                facts = os.fstat(file.fileno())
                packer.add(FOLDER + name, file, facts.st_size, int(facts.st_mtime))
        except FileNotFoundError:
            roll.name(name)
            continue
        roll.pack(name)
        count += 1
        on_progress(facts.st_size)
    return count


def _files(media: Path) -> Iterator[Path]:
    """All files, in folders that are links too; each folder once, so that a link to one above does no harm."""
    seen: set[tuple[int, int]] = set()
    for folder, folders, files in os.walk(media, followlinks=True):
        facts = os.stat(folder)
        if (facts.st_dev, facts.st_ino) in seen:
            folders.clear()
            continue
        seen.add((facts.st_dev, facts.st_ino))
        folders[:] = sorted(name for name in folders if name != STAGE)
        for name in sorted(files):
            if "\n" not in name and "\r" not in name:
                yield Path(folder, name)
