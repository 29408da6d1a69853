"""Numbers that went out by mail between a backup and its restore are never given to somebody else."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max, Model

from masthead.mail.models import Letter, Mailing
from masthead.newsletters.models import Issue, Subscription
from masthead.readers.models import Reader

# A link to leave names a subscription, a counted link an issue, a return address a mailing or a letter, and all of them
# are good for ever. Given twice, a number in an old mail would take a stranger off a list.
MAILED: tuple[type[Model], ...] = (Reader, Subscription, Issue, Mailing, Letter)
SKIPPED = 1_000_000  # more than anybody can have given away since the backup


def skip_numbers() -> None:
    """New rows get numbers well behind those that are there."""
    for model in MAILED:
        last: int = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        _go_on_after(model._meta.db_table, last + SKIPPED)


def _go_on_after(table: str, number: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [f'"{table}"', number])
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [number, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
