"""What the press tells the newsroom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from masthead.press.state import FailedPage, PressState, press_state, try_again


@pytest.mark.parametrize(
    ("reason", "line"),
    [("Traceback …\n  File …\nKeyError: 'city'\n", "KeyError: 'city'"), ("disk full", "disk full"), ("", "")],
)
def test_a_reason_is_told_in_one_line(reason: str, line: str) -> None:
    assert FailedPage("/", reason, datetime.now(UTC), 1).in_one_line == line


@pytest.mark.parametrize(("due", "printing", "is_busy"), [(0, 0, False), (1, 0, True), (0, 1, True)])
def test_it_is_busy_while_something_is_due_or_being_printed(due: int, printing: int, is_busy: bool) -> None:
    assert PressState(due, printing, 0, None).is_busy is is_busy


def test_what_failed_neither_keeps_it_busy_nor_waits() -> None:
    stopped = PressState(due=3, printing=0, printed_total=9, last_printed_at=None, failed=3)
    assert (stopped.is_busy, stopped.queued, stopped.unnamed) == (False, 0, 0)
    again = PressState(due=5, printing=0, printed_total=9, last_printed_at=None, waiting=["/"], failed=3)
    assert (again.is_busy, again.queued, again.unnamed) == (True, 2, 1)


@pytest.mark.django_db
def test_a_new_press_has_nothing_to_tell() -> None:
    now = press_state()
    assert (now.printing, now.printed_total, now.last_printed_at) == (0, 0, None)
    assert not now.failing


@pytest.mark.django_db
def test_where_nothing_failed_nothing_is_tried_again() -> None:
    assert try_again() == 0
    assert try_again(["/city/"]) == 0
