"""Whether all that was written since some moment is still there.

A place that was acknowledged is written without waiting for the disk: a killed process loses nothing by that, a
machine that loses its power does. So each chunk remembers in which epoch its places were written.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path

from django.db import connection

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
SINCE_CRASH = "SELECT extract(epoch FROM coalesce(stats_reset, pg_postmaster_start_time()))::text FROM pg_stat_bgwriter"


def current_epoch() -> str:
    """A word that changes when writes may have been lost: the machine (SQLite) or the database server fell over.

    PostgreSQL begins its statistics anew after every crash, also one of a single back end that its postmaster has
    outlived, and on a standby that takes over; it carries them over a shutdown in good order, which loses nothing.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(SINCE_CRASH)
            return str(cursor.fetchone()[0])
    return _boot()


@lru_cache(maxsize=1)
def _boot() -> str:
    """Where the system does not tell, each process is an epoch of its own: rather in doubt than mailed twice."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_hex(16)
