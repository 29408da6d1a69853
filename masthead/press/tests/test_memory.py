"""Pieces that several pages show are made once, until what they have read is touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from masthead.press import memory, outbox, reads, sorting
from masthead.press.models import Touched

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


class Piece:
    """Something that reads a name, and counts how often it was made."""

    def __init__(self, name: str = "picks") -> None:
        self.name, self.made = name, 0

    def __call__(self) -> int:
        reads.note(self.name)
        reads.note_list("stories", since=NOON)
        reads.ask(f"/{self.name}/")
        self.made += 1
        return self.made


def show(piece: Piece) -> reads.Reads:
    """A page that shows the piece."""
    with reads.record() as seen:
        memory.once(piece.name, piece)
    return seen


def sort() -> None:
    sorting.sort_touches()
    memory.forget_touched()


@pytest.fixture(autouse=True)
def fresh(site_folder: Path) -> None:
    memory.forget_touched()


def test_a_piece_is_made_once_and_each_page_has_read_what_it_read() -> None:
    piece = Piece()
    first, second = show(piece), show(piece)
    assert piece.made == 1
    assert first.noted == second.noted
    assert {reads.tag("picks"), reads.tag("stories")} == {tag for tag, _, _ in second.noted}
    assert list(second.asked) == ["/picks/"]


@pytest.mark.parametrize(("name", "times"), [("picks", 2), ("front", 1)])
def test_it_is_made_again_after_what_it_read_was_touched(name: str, times: int) -> None:
    piece = Piece()
    show(piece)
    outbox.touch(name)
    sort()
    show(piece)
    assert piece.made == times


@pytest.mark.parametrize(("hours", "times"), [(-1, 1), (1, 2)])
def test_it_is_kept_when_another_part_of_its_list_was_touched(hours: int, times: int) -> None:
    piece = Piece()
    show(piece)
    outbox.touch_at(["stories"], NOON + timedelta(hours=hours))
    sort()
    show(piece)
    assert piece.made == times


def test_everything_drops_all_pieces() -> None:
    pieces = [Piece("picks"), Piece("front")]
    for piece in pieces:
        show(piece)
    outbox.touch(outbox.EVERYTHING)
    sort()
    for piece in pieces:
        show(piece)
    assert [piece.made for piece in pieces] == [2, 2]


def test_a_process_that_slept_too_long_drops_all_pieces() -> None:
    piece = Piece()
    show(piece)
    outbox.touch("front")
    sorting.sort_touches()
    Touched.objects.update(at=timezone.now() - 2 * sorting.KEPT)
    outbox.want("/city/")
    sort()
    show(piece)
    assert piece.made == 2


def test_outside_of_printing_nothing_is_kept() -> None:
    piece = Piece()
    assert [memory.once("picks", piece) for _ in range(3)] == [1, 2, 3]


def test_the_memory_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 2)
    pieces = [Piece(name) for name in ("a", "b", "c")]
    for piece in pieces:
        show(piece)
    for piece in reversed(pieces):
        show(piece)
    assert [piece.made for piece in pieces] == [2, 1, 1]
    assert len(memory._kept) == 2
