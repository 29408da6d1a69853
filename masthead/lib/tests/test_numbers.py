"""Numbers of rows."""

from __future__ import annotations

import pytest

from masthead.lib.numbers import row_number


def test_it_reads_a_number() -> None:
    assert row_number("41") == 41


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "٣", " 7", "9" * 18])
def test_anything_else_is_no_row(text: str) -> None:
    assert row_number(text) == 0
