"""Telling living workers from dead ones, without a clock that has to guess.

A worker takes a number and a lock on it: a file that the operating system locks on SQLite, an advisory lock of its
session on PostgreSQL. Either is let go by the system when the process dies, however it dies. What it had in hand
carries its number, so that others see who left work behind.
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
from django.db import connection


class Roll:
    """The living workers of one trade. ``number`` parts the trades among advisory locks, ``folder`` among files."""

    def __init__(self, number: int, folder: str) -> None:
        self.number = number
        self.folder = folder

    @contextmanager
    def alive(self) -> Iterator[int]:
        """A number of this worker's own; it counts as alive for as long as the context, or the process, lasts.

        On PostgreSQL the lock is the session's: the context must be left on the connection that entered it.
        """
        number = secrets.randbelow(2**31 - 1) + 1
        with self._held_in_database(number) if connection.vendor == "postgresql" else self._held_as_file(number):
            yield number

    def dead(self, owners: Iterable[int]) -> list[int]:
        """Those of these workers that are gone."""
        asked = sorted(set(owners))
        if not asked:
            return []
        if connection.vendor == "postgresql":
            living = self._living_in_database()
            return [number for number in asked if number not in living]
        return [number for number in asked if not _is_locked(self._path(number))]

    def _living_in_database(self) -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND database = "
                "(SELECT oid FROM pg_database WHERE datname = current_database())",
                [self.number],
            )
            return {int(row[0]) for row in cursor.fetchall()}

    @contextmanager
    def _held_in_database(self, number: int) -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [self.number, number])
        try:
            yield
        finally:
            with contextlib.suppress(Exception), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [self.number, number])

    @contextmanager
    def _held_as_file(self, number: int) -> Iterator[None]:
        path = self._path(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                path.unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return Path(settings.DATA) / self.folder / str(number)


def _is_locked(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # not to be told: rather wait than do what another does
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        path.unlink(missing_ok=True)
        return False
    finally:
        os.close(handle)
