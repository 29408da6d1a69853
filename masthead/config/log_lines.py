"""What the log says: while the database is away one line a minute, instead of a trace for each request and job; and
never the key in a link that was mailed to one reader."""

from __future__ import annotations

import logging
import re
import time

from django.db import InterfaceError, OperationalError

PAUSE = 60.0
_SEALED = re.compile(r"[A-Za-z0-9_-]*-[0-9a-f]{24}(?![0-9a-f])")  # what `lib.seals` makes


class WithoutKeys(logging.Formatter):
    """Lines and traces with sealed tokens cut out: who reads a log is not to open a reader's own page."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as it is written."""
        return _SEALED.sub("(key)", super().format(record))


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
