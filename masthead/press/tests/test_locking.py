"""A printer counts as alive for as long as its process lives, and not a moment longer."""

from __future__ import annotations

import pytest

from masthead.press import locking

pytestmark = pytest.mark.django_db


def test_a_printer_is_alive_until_it_is_done() -> None:
    with locking.alive() as number:
        assert 0 < number < 2**31
        assert locking.dead([number]) == []
    assert locking.dead([number]) == [number]


def test_who_was_never_there_is_dead() -> None:
    assert locking.dead([4711, 4711, 4712]) == [4711, 4712]
    assert locking.dead([]) == []


def test_two_printers_have_numbers_of_their_own() -> None:
    with locking.alive() as one, locking.alive() as other:
        assert one != other
        assert locking.dead([one, other]) == []


def test_a_printer_that_breaks_off_is_dead() -> None:
    with pytest.raises(KeyError), locking.alive() as number:
        raise KeyError
    assert locking.dead([number]) == [number]
