"""A database that is away does not flood the log."""

from __future__ import annotations

import logging
import sqlite3
import sys

import pytest
from django.db import OperationalError

from masthead.config.log_lines import OneLineWhileAway, WithoutKeys
from masthead.newsletters import links


def record_of(error: Exception, cause: Exception | None = None) -> logging.LogRecord:
    """What ``log.exception`` makes of an error."""
    try:
        raise error from cause
    except type(error):
        return logging.LogRecord("django.request", logging.ERROR, "", 1, "Internal: %s", ("/x",), sys.exc_info())


def test_it_says_once_a_minute_in_one_line_that_the_database_is_away() -> None:
    lines = OneLineWhileAway()
    first = record_of(OperationalError("connection failed\nIs the server running?"))
    assert lines.filter(first)
    assert first.exc_info is None
    assert first.getMessage() == (
        "event=database_away met_in=django.request reason=connection failed Is the server running?"
    )
    assert not lines.filter(record_of(OperationalError("connection failed")))
    lines.silent_until = 0.0  # a minute later
    assert lines.filter(record_of(OperationalError("connection failed")))


def test_it_lets_every_other_error_through_with_its_trace() -> None:
    lines = OneLineWhileAway()
    for _ in range(2):
        record = record_of(ValueError("no"))
        assert lines.filter(record)
        assert record.exc_info is not None


def test_it_keeps_the_trace_of_a_statement_that_sqlite_does_not_understand() -> None:
    cause = sqlite3.OperationalError("no such table: x")
    cause.sqlite_errorname = "SQLITE_ERROR"
    record = record_of(OperationalError("no such table: x"), cause)
    assert OneLineWhileAway().filter(record)
    assert record.exc_info is not None


@pytest.mark.parametrize(
    "path",
    [
        links.preferences_path(7, "salt"), links.leave_path(41), links.confirm_path(7, 3, "salt"),
        links.change_path(7, "ada@reader.example", "salt"), f"{links.preferences_path(7, 'salt')}/erase",
    ],
    ids=["preferences", "leave", "confirm", "change", "erase"],  # the keys differ from process to process
)  # fmt: skip
def test_no_key_of_a_reader_stands_in_the_log(path: str) -> None:
    (formatter,) = {handler.formatter for handler in logging.getLogger().handlers if _is_ours(handler)} or {None}
    assert formatter
    key = path.split("/")[4]
    try:
        raise ValueError(f"in the trace too: {path}")
    except ValueError:
        record = logging.LogRecord("django.request", 40, "", 1, "Internal Server Error: %s", (path,), sys.exc_info())
    written = formatter.format(record)
    assert key not in written
    assert key[-24:] not in written
    assert "Internal Server Error: /-/newsletters/" in written
    assert "in the trace too" in written


def _is_ours(handler: logging.Handler) -> bool:
    return isinstance(handler.formatter, WithoutKeys)
