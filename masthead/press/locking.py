"""Who may do what at the same time: one sorts, and a printer that died holds nothing.

On SQLite the database's own write lock and files that the operating system locks; on PostgreSQL advisory locks. Both
are let go by the system when a process dies, so that no clock has to guess whether it still lives.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

_SORTING = 0x6D617374  # "mast": the advisory lock of sorting, and the class of those of printers


@contextmanager
def only_one_sorts() -> Iterator[None]:
    """A transaction that no other round of sorting, claiming or filing overlaps."""
    with transaction.atomic():  # on SQLite it takes the write lock at once
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SORTING])
        yield


@contextmanager
def alive() -> Iterator[int]:
    """A number of this printer's own; it counts as alive for as long as the context, or the process, lasts."""
    number = secrets.randbelow(2**31 - 1) + 1
    with _held_in_database(number) if connection.vendor == "postgresql" else _held_as_file(number):
        yield number


def dead(owners: Iterable[int]) -> list[int]:
    """Those of these printers that are gone."""
    asked = sorted(set(owners))
    if not asked:
        return []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND database = "
                "(SELECT oid FROM pg_database WHERE datname = current_database())",
                [_SORTING],
            )
            living = {int(row[0]) for row in cursor.fetchall()}
        return [number for number in asked if number not in living]
    return [number for number in asked if not _is_locked(_folder() / str(number))]


@contextmanager
def _held_in_database(number: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_SORTING, number])
    try:
        yield
    finally:
        with contextlib.suppress(Exception), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_SORTING, number])


@contextmanager
def _held_as_file(number: int) -> Iterator[None]:
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / str(number)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.DATA) / "press" / "printers"


def _is_locked(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # not to be told: rather wait than print what another prints
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        path.unlink(missing_ok=True)
        return False
    finally:
        os.close(handle)
