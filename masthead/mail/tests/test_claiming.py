"""Chunks are in one hand at a time, and what the dead leave is taken over with as little doubt as can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone

from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.queries import counts
from masthead.mail.sending import claiming, epoch
from masthead.mail.sending.carrying import Carrier
from masthead.mail.sending.claiming import carriers, claim, give_back, take_over_from_the_dead
from masthead.mail.sending.freezing import unpacked
from masthead.mail.tests.mailing_cast import Book, State, frozen, names, noted, places
from masthead.mail.tests.mailing_cast import book as book
from masthead.mail.transports import Answer, Parcel

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = Answer(250, "ok")
DEAD = 4711  # nobody holds a lock of this number


class Killed(BaseException):
    """The process is gone at this point: nothing that is caught or tidied up."""


class Relay:
    """Takes all; with ``dies_at`` the process dies when that message was taken and not yet answered."""

    def __init__(self, dies_at: int = 0) -> None:
        self.taken: list[str] = []
        self.dies_at = dies_at

    def send(self, parcels: Iterable[Parcel]) -> Iterator[Answer]:
        """One ahead, as SMTP with pipelining is."""
        queue = iter(parcels)
        parcel = next(queue, None)
        while parcel is not None:
            following = next(queue, None)
            self.taken.append(parcel.recipient.partition("@")[0])
            if len(self.taken) == self.dies_at:
                raise Killed
            yield TAKEN
            parcel = following

    def close(self) -> None:
        """Nothing."""


def carry(relay: Relay) -> None:
    """A carrier works off what waits, or dies at it."""
    with carriers.alive() as me:
        while chunk := claim(me):
            Carrier(chunk, relay).carry()


def left_by_the_dead(**columns: object) -> Chunk:
    """A chunk of ten in the hand of somebody who died."""
    mailing = frozen((number, "other", "") for number in range(1, 11))
    found = Chunk.objects.filter(mailing=mailing)
    found.update(**{"state": "working", "owner": DEAD, "fence": 1, "epoch": epoch.current_epoch(), **columns})
    return found.get()


def test_two_at_once_get_different_chunks() -> None:
    frozen((number, "other", "") for number in range(6000))
    start = Barrier(4)

    def go(owner: int) -> int | None:
        start.wait()
        try:
            chunk = claim(owner)
            return chunk.pk if chunk else None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(go, range(1, 5)))
    claimed = [pk for pk in found if pk]
    assert len(set(claimed)) == len(claimed) == Chunk.objects.filter(state="working").count()
    assert len(claimed) == 4


def test_nothing_of_a_paused_mailing_or_a_resting_group_is_claimed() -> None:
    mailing = frozen([(1, "gmail", ""), (2, "other", "")])
    chunk = claim(1, ["gmail"])
    assert chunk
    assert chunk.group == "other"
    Mailing.objects.filter(pk=mailing.pk).update(state="paused")
    assert claim(1) is None


def test_what_is_given_back_waits_at_its_place() -> None:
    frozen((number, "other", "") for number in range(10))
    chunk = claim(1)
    assert chunk
    give_back(chunk, 4)
    again = claim(2)
    assert again
    assert (again.place, again.promised, again.owner) == (4, 4, 2)
    assert again.fence > chunk.fence
    give_back(again, 10)
    assert places() == [("done", 10, 0)]
    assert claim(3) is None


def test_an_old_owner_is_stopped_by_its_first_answer(book: Book) -> None:
    book.mailing(*names(6))

    class TakenOver(Relay):
        def send(self, parcels: Iterable[Parcel]) -> Iterator[Answer]:
            for number, answer in enumerate(super().send(parcels), 1):
                if number == 3:  # it was thought dead: somebody goes on behind its message
                    Chunk.objects.update(fence=99, owner=7, place=3, promised=3)
                yield answer

    chunk, relay = claim(1), TakenOver()
    assert chunk
    outcome = Carrier(chunk, relay).carry()
    assert outcome.stopped_early
    assert relay.taken == ["r1", "r2", "r3"]
    found = Chunk.objects.get()
    assert (found.fence, found.owner, found.place, found.taken, found.state) == (99, 7, 3, 2, "working")


def test_a_carrier_that_was_killed_leaves_one_in_doubt(book: Book) -> None:
    mailing = book.mailing(*names(9))
    first, second = Relay(dies_at=4), Relay()
    with pytest.raises(Killed):
        carry(first)
    assert take_over_from_the_dead() == 1
    carry(second)
    assert noted() == {4: State.IN_DOUBT}
    assert first.taken + second.taken == names(9)
    assert places() == [("done", 9, 8)]
    assert Undelivered.objects.get().mailing == mailing


def test_a_carrier_that_was_killed_behind_somebody_who_had_left_mails_nobody_twice(book: Book) -> None:
    book.mailing(*names(9))
    for number in (1, 3, 4, 9):
        del book.names[number]
    first, second = Relay(dies_at=2), Relay()
    with pytest.raises(Killed):
        carry(first)
    assert first.taken == ["r2", "r5"]
    assert take_over_from_the_dead() == 1
    carry(second)
    assert second.taken == ["r6", "r7", "r8"]
    assert noted() == {1: "gone", 3: "gone", 4: "gone", 5: "in_doubt", 9: "gone"}


def test_a_carrier_killed_at_its_very_first_message_has_that_one_in_doubt(book: Book) -> None:
    book.mailing(*names(4))
    del book.names[1], book.names[2]
    with pytest.raises(Killed):
        carry(Relay(dies_at=1))
    assert take_over_from_the_dead() == 1
    assert noted() == {1: "gone", 2: "gone", 3: "in_doubt"}
    second = Relay()
    carry(second)
    assert second.taken == ["r4"]


def test_nobody_is_in_doubt_when_nothing_had_been_promised() -> None:
    left_by_the_dead(place=3, promised=3)
    assert take_over_from_the_dead() == 0
    assert noted() == {}
    assert places() == [("waiting", 3, 0)]


def test_the_last_one_in_doubt_ends_the_chunk() -> None:
    left_by_the_dead(place=9, promised=10)
    assert take_over_from_the_dead() == 1
    assert places() == [("done", 10, 0)]


def test_after_a_crash_of_the_machine_all_that_were_promised_are_in_doubt() -> None:
    chunk = left_by_the_dead(place=2, promised=6, epoch="before the lights went out")
    Undelivered.objects.create(mailing=chunk.mailing, recipient=4, state=State.REFUSED, code=550)
    assert take_over_from_the_dead() == 4
    assert noted() == {3: "in_doubt", 4: "refused", 5: "in_doubt", 6: "in_doubt"}
    assert places() == [("waiting", 6, 0)]
    assert Chunk.objects.get().fence == 2


def test_the_living_keep_what_they_have_in_hand() -> None:
    with carriers.alive() as me:
        left_by_the_dead(owner=me, place=1, promised=5)
        assert take_over_from_the_dead() == 0
        assert places() == [("working", 1, 0)]
    assert take_over_from_the_dead() == 1


def test_what_a_dead_one_tried_again_is_in_doubt() -> None:
    mailing = frozen([(1, "other", ""), (2, "other", "")])
    with carriers.alive() as me:
        for number, owner in ((1, DEAD), (2, me)):
            Undelivered.objects.create(
                mailing=mailing, recipient=number, state=State.TRYING, owner=owner, tries=1, due_at=timezone.now()
            )
        assert take_over_from_the_dead() == 1
        assert noted() == {1: "in_doubt", 2: "trying"}


def test_two_who_take_over_at_once_file_the_doubt_once(book: Book) -> None:
    left_by_the_dead(place=4, promised=8)
    start = Barrier(3)

    def go(_: int) -> int:
        start.wait()
        try:
            return take_over_from_the_dead()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(go, range(3))) == 1
    assert noted() == {5: "in_doubt"}
    assert places() == [("waiting", 5, 0)]


def test_small_writes_wait_for_the_disk_only_when_asked() -> None:
    def mode() -> str:
        with connection.cursor() as cursor:
            is_postgresql = connection.vendor == "postgresql"
            cursor.execute("SHOW synchronous_commit" if is_postgresql else "PRAGMA synchronous")
            return str(cursor.fetchone()[0])

    claiming.write_at_ease(True)
    assert mode() in ("off", "1")
    claiming.write_at_ease(False)
    assert mode() in ("on", "2")
    connection.close()


def test_where_the_system_does_not_tell_each_process_is_an_epoch_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("there the database tells")
    from pathlib import Path

    monkeypatch.setattr(epoch, "BOOT_ID", Path("/nowhere/boot_id"))
    epoch._boot.cache_clear()
    here = epoch.current_epoch()
    assert here == epoch.current_epoch()
    epoch._boot.cache_clear()  # as another process begins
    assert epoch.current_epoch() != here
    epoch._boot.cache_clear()


def test_who_bounced_before_a_carrier_died_is_counted_too() -> None:
    chunk = left_by_the_dead(place=4, promised=10, taken=4)
    recipient = unpacked(chunk.recipients)[4]
    Undelivered.objects.create(mailing=chunk.mailing, recipient=recipient, state=Undelivered.State.BOUNCED)
    take_over_from_the_dead()
    now = counts(chunk.mailing)
    assert (now.submitted, now.bounced, now.in_doubt, now.left) == (5, 1, 0, 5)
