"""Whether the machine that keeps the database has been running since.

A place that was acknowledged is written without waiting for the disk: a killed process loses nothing by that, a
machine that loses its power does. So each chunk remembers in which epoch its places were written.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.db import connection

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def current_epoch() -> str:
    """A word that changes when the machine (SQLite) or the database server (PostgreSQL) was started anew."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM pg_postmaster_start_time())::text")
            return str(cursor.fetchone()[0])
    return _boot()


@lru_cache(maxsize=1)
def _boot() -> str:
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return "unknown"
