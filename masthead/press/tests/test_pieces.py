"""Parts of pages that are made once for many pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.people.models import Author
from masthead.press import memory, reads
from masthead.press.pieces import piece
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


def test_a_piece_needs_values_that_say_what_they_are() -> None:
    with reads.record(), pytest.raises(TypeError, match="object has no piece_key"):
        piece("components/card.html", {"story": object()})


def test_pieces_are_loaded_together_and_each_notes_what_it_has_read_itself(site_folder: Path) -> None:
    asked: list[list[object]] = []

    def load(keys: list[object]) -> dict[object, tuple[str, reads.Reads]]:
        asked.append(list(keys))
        made = {}
        for key in keys:
            with reads.record() as seen:
                reads.note(f"story:{key}")
            made[key] = (f"card {key}", seen)
        return made

    memory.forget_touched()
    with reads.record() as page:
        assert memory.each("card", [1, 2, 1], load) == {1: "card 1", 2: "card 2"}
    with reads.record() as other:
        assert memory.each("card", [2, 3], load) == {2: "card 2", 3: "card 3"}
    assert asked == [[1, 2], [3]]
    assert {tag for tag, _, _ in page.noted} == {reads.tag("story:1"), reads.tag("story:2")}
    assert {tag for tag, _, _ in other.noted} == {reads.tag("story:2"), reads.tag("story:3")}


def test_what_was_made_ready_is_used_by_pages_alone_and_noted_as_read(site_folder: Path) -> None:
    with reads.record() as seen:
        reads.note("story:1")
    memory.prepare("story", "ready", seen)
    assert memory.prepared("story") is None
    with reads.record() as page:
        assert memory.prepared("story") == "ready"
    assert page.noted == seen.noted
    memory.forget_prepared()
    with reads.record():
        assert memory.prepared("story") is None


def test_a_card_that_is_kept_follows_the_author_over_it(printed: Printed, story: object) -> None:
    printed.again()
    ada = Author.objects.get(name="Ada Kovalenko")
    ada.name = "Ada Shevchenko"
    ada.save()
    printed.again()
    assert "Ada Shevchenko" in printed.text("/city/")
    assert "Ada Kovalenko" not in printed.text("/city/")
