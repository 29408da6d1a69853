"""Who may do what at the same time: one sorts, and a printer that died holds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from masthead.lib.living import Roll

_SORTING = 0x6D617374  # "mast": the advisory lock of sorting, and the class of those of printers

printers = Roll(_SORTING, "press/printers")
alive, dead = printers.alive, printers.dead


@contextmanager
def only_one_sorts() -> Iterator[None]:
    """A transaction that no other round of sorting, claiming or filing overlaps."""
    with transaction.atomic():  # on SQLite it takes the write lock at once
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SORTING])
        yield
