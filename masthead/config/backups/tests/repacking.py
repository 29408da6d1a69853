"""A backup with some of its parts changed, and sums that fit: as another version would have made it."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from masthead.config.backups.archive import SUMS, Packer, parts

Change = Callable[[bytes], bytes]


def part_names(backup: Path) -> list[str]:
    """The names of all parts in order."""
    return [part.name for part in parts(backup)]


def part_of(backup: Path, name: str) -> bytes:
    """The bytes of one part."""
    return next(part.file.read() for part in parts(backup) if part.name == name)


def rows_of(backup: Path, table: str) -> list[list[Any]]:
    """The rows of a table."""
    return [json.loads(line) for line in gzip.decompress(part_of(backup, f"database/{table}.jsonl.gz")).splitlines()]


def repack(source: Path, target: Path, changes: Mapping[str, Change]) -> Path:
    """Pack again, each part that is named through its change."""
    packer = Packer(target)
    for part in parts(source):
        if part.name != SUMS:
            packer.add_bytes(part.name, changes.get(part.name, bytes)(part.file.read()))
    packer.finish()
    return target


def all_rows(database: Path, tables: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of an SQLite file as the file has them; JSON as what it says, since PostgreSQL writes it its own way."""
    with closing(sqlite3.connect(database)) as connection:
        found = {}
        for table in tables:
            kinds = [row[2] for row in connection.execute(f"PRAGMA table_info({table})")]
            rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            found[table] = [tuple(_said(value, kind) for value, kind in zip(row, kinds, strict=True)) for row in rows]
        return found


def _said(value: Any, kind: str) -> Any:
    """JSON columns are of the kind text with a check that they hold JSON."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
