"""An audience is written down once, in order, before the first message leaves."""

from __future__ import annotations

import time
import tracemalloc
from array import array
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from masthead.mail.actions.steer_mailing import finish_mailings
from masthead.mail.models import Chunk, Mailing, Part
from masthead.mail.queries import counts
from masthead.mail.sending.freezing import Withdrawn, _piled, freeze, packed, unpacked
from masthead.mail.tests.mailing_cast import KIND, Book, frozen, part
from masthead.mail.tests.mailing_cast import book as book

pytestmark = pytest.mark.django_db
Person = tuple[int, str, str | None]


def everybody(count: int, group: str = "other", variant: str | None = "", start: int = 1) -> Iterator[Person]:
    return ((number, group, variant) for number in range(start, start + count))


def chunks() -> list[tuple[str, str, str, list[int]]]:
    """Group, variant, state and recipients, in the order in which they are worked."""
    rows = Chunk.objects.order_by("pk")
    return [(row.group, row.variant, row.state, list(unpacked(row.recipients))) for row in rows]


def test_it_keeps_the_order_of_the_audience() -> None:
    mailing = frozen((number, "other", "") for number in (9, 3, 2**40, 1))
    assert chunks() == [("other", "", "waiting", [9, 3, 2**40, 1])]
    assert (mailing.state, mailing.audience) == ("sending", 4)


def test_ids_are_kept_in_eight_bytes_little_end_first() -> None:
    assert packed([1, 2**40]) == b"\x01" + bytes(7) + bytes(5) + b"\x01" + bytes(2)
    assert unpacked(packed([1, 2**40])) == array("q", [1, 2**40])


def test_groups_are_worked_by_turns() -> None:
    frozen([*everybody(2500, "gmail"), *everybody(1200, "ukrnet", start=5000), *everybody(3, "apple", start=9000)])
    assert [(group, len(ids)) for group, _, _, ids in chunks()] == [
        ("gmail", 1000), ("ukrnet", 1000), ("apple", 3), ("gmail", 1000), ("ukrnet", 200), ("gmail", 500),
    ]  # fmt: skip


def test_variants_have_chunks_of_their_own_and_the_others_are_held() -> None:
    people: list[Person] = [(1, "other", "A"), (2, "other", None), (3, "other", "B"), (4, "gmail", None)]
    mailing = frozen(people, ("A", "B"))
    assert sorted(chunks()) == [
        ("gmail", "", "held", [4]), ("other", "", "held", [2]), ("other", "A", "waiting", [1]),
        ("other", "B", "waiting", [3]),
    ]  # fmt: skip
    assert set(Part.objects.values_list("variant", flat=True)) == {"A", "B"}
    now = counts(mailing)
    assert (now.audience, now.held, now.left) == (4, 2, 4)
    assert counts(mailing, "A").audience == 1


@pytest.mark.parametrize(("size", "cut"), [(1, [1]), (1000, [1000]), (1001, [1000, 1]), (2500, [1000, 1000, 500])])
def test_it_cuts_chunks_of_a_thousand(size: int, cut: list[int]) -> None:
    mailing = frozen(everybody(size))
    assert [len(ids) for *_, ids in chunks()] == cut
    assert [number for *_, ids in chunks() for number in ids] == list(range(1, size + 1))
    assert Mailing.objects.get(pk=mailing.pk).audience == size


def test_a_mailing_to_nobody_is_done_at_once(book: Book) -> None:
    mailing = frozen([])
    assert chunks() == []
    assert finish_mailings() == 1
    mailing.refresh_from_db()
    assert (mailing.state, mailing.audience) == ("done", 0)
    assert book.finished_with == ["done"]


def test_the_same_frozen_twice_is_one() -> None:
    first = frozen(everybody(5))
    second = frozen(everybody(7))
    assert first == second
    assert counts(second).audience == 5
    assert Part.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_freeze_at_once_make_one_mailing() -> None:
    start = Barrier(4)

    def go(_: int) -> int:
        start.wait()
        try:
            return frozen(everybody(1500)).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(go, range(4)))) == 1
    assert counts(Mailing.objects.get()).audience == 1500


def test_what_was_taken_back_meanwhile_is_not_written_down() -> None:
    with pytest.raises(Withdrawn):
        freeze(KIND, 1, {"": part()}, everybody(5), lambda: False)
    assert not Mailing.objects.exists()
    assert not Chunk.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_large_audience_keeps_nobody_else_from_writing(book: Book) -> None:
    began: list[float] = []

    def may_go() -> bool:
        began.append(time.monotonic())
        return True

    freeze(KIND, 1, {"": part()}, everybody(300_000), may_go)
    assert time.monotonic() - began[0] < 2
    assert Chunk.objects.count() == 300


def test_a_large_audience_is_not_held_as_objects() -> None:
    list(_piled(everybody(1000)))
    tracemalloc.start()
    piles = _piled(everybody(200_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(len(pile.ids) for pile in piles) == 200_000
    assert most < 200_000 * 8 * 3  # eight bytes each, and room for an array that grows
