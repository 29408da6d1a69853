"""Snippets: the right part of the text, marked and escaped."""

from __future__ import annotations

from masthead.fronts.search.question import understand
from masthead.fronts.search.snippets import AROUND, snippet

FILLING = "Nothing of note happened that morning on the quay. " * 20


def test_it_marks_every_form_of_a_word() -> None:
    assert snippet("Two ferries and a ferry.", understand("ferry")) == (
        "Two <mark>ferries</mark> and a <mark>ferry</mark>."
    )


def test_it_marks_a_phrase_as_one() -> None:
    assert "<mark>second bridge</mark>" in snippet("The second bridge, the second time.", understand('"second bridge"'))


def test_it_shows_the_part_where_the_words_stand_together() -> None:
    text = f"A harbour. {FILLING}The harbour bridge was closed. {FILLING}"
    found = snippet(text, understand("harbour bridge"))
    assert "<mark>harbour</mark> <mark>bridge</mark> was closed" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) < AROUND + 60


def test_it_shows_the_beginning_when_only_the_headline_answers() -> None:
    assert snippet(FILLING, understand("zeppelin")).startswith("Nothing of note")


def test_it_escapes_the_text() -> None:
    found = snippet("<script>alert(1)</script> ferry & <mark>co</mark>", understand("ferry script"))
    assert "<script" not in found
    assert "&lt;<mark>script</mark>&gt;" in found
    assert "&amp; &lt;mark&gt;" in found


def test_it_cuts_no_word_in_two() -> None:
    words = {word.strip(".") for word in FILLING.split()} | {"ferry"}
    found = snippet(f"{FILLING} ferry {FILLING}", understand("ferry"))
    assert {word.strip(".") for word in found.replace("<mark>", "").replace("</mark>", "").split()} - {"…"} <= words


def test_it_lives_with_text_without_spaces() -> None:
    assert "<mark>ferry</mark>" in snippet("x" * 900 + "-ferry-" + "y" * 900, understand("ferry"))
    assert snippet("", understand("ferry")) == ""
