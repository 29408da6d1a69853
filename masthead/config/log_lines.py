"""What the log says while the database is away: one line a minute, instead of a trace for each request and job."""

from __future__ import annotations

import logging
import time

from django.db import InterfaceError, OperationalError

PAUSE = 60.0


class OneLineWhileAway(logging.Filter):
    """Passes on the first record of a minute that tells of a database out of reach, without its trace."""

    def __init__(self) -> None:
        super().__init__()
        self.silent_until = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, OperationalError | InterfaceError):
            return True
        now = time.monotonic()
        if now < self.silent_until:
            return False
        self.silent_until = now + PAUSE
        if not _may_be_our_mistake(error):
            record.msg, record.args = "event=database_away met_in=%s reason=%s", (record.name, _in_one_line(error))
            record.exc_info = record.exc_text = None
        return True


def _may_be_our_mistake(error: BaseException) -> bool:
    """SQLite says of a misspelt statement what it says of a file that was moved away: then the trace is wanted."""
    return getattr(error.__cause__, "sqlite_errorname", "") == "SQLITE_ERROR"


def _in_one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
