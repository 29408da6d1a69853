"""What a reader typed, understood."""

from __future__ import annotations

import pytest

from masthead.fronts.search.question import LONGEST, MOST_PARTS, understand


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("harbour bridges", [("harbour",), ("bridg",)], []),
        ('"Sea walls" harbour', [("sea", "wall"), ("harbour",)], []),
        ("«морський порт»", [("морськ", "порт")], []),
        ("ferry -bridge", [("ferri",)], [("bridg",)]),
        ('ferry -"second bridge"', [("ferri",)], [("second", "bridg")]),
        ("by-election", [("by", "elect")], []),
        ("storm in the harbour", [("storm",), ("harbour",)], []),
        ("to be or", [("to",), ("be",), ("or",)], []),
        ('"never closed', [("never", "close")], []),
        ("ferry ferry FERRY", [("ferri",)], []),
        ("-ferry", [], [("ferri",)]),
        ('""  - -- "-" !!', [], []),
        ("AND OR NOT NEAR(a)", [("not",), ("near", "a")], []),
        ("", [], []),
    ],
)
def test_it_reads_words_phrases_and_minus(
    typed: str, wanted: list[tuple[str, ...]], unwanted: list[tuple[str, ...]]
) -> None:
    question = understand(typed)
    assert (list(question.wanted), list(question.unwanted)) == (wanted, unwanted)


def test_it_cuts_what_is_too_long() -> None:
    assert len(understand("ferry " * 500).typed) <= LONGEST
    assert len(understand(" ".join(f"w{n}" for n in range(100))).wanted) == MOST_PARTS


def test_it_drops_control_characters_from_what_is_shown_again() -> None:
    assert understand("fer\x00ry\n\x1b now").typed.split() == ["fer", "ry", "now"]
