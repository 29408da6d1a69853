"""The database as it is at one moment, while others go on writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def snapshot(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """A connection that sees one moment only. On SQLite it leads to a copy in ``folder``."""
    one = connection.copy("snapshot")
    if one.vendor == "sqlite":
        copy = folder / "snapshot.sqlite3"
        _copy(str(one.settings_dict["NAME"]), copy)
        one.settings_dict["NAME"] = str(copy)
    try:
        if one.vendor != "sqlite":
            one.set_autocommit(False)
            with one.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield one
    finally:
        one.close()


def _copy(source: str, target: Path) -> None:
    """In one step, so that it is one read transaction: nobody is held up, and no page is of a later moment."""
    address = f"{Path(source).absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=20)) as from_,
        closing(sqlite3.connect(target)) as to,
    ):
        from_.backup(to)
