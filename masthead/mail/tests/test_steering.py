"""An editor's hand on a mailing, and how it ends."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from masthead.mail.actions import steer_mailing
from masthead.mail.actions.steer_mailing import choose, finish_mailings, hold_all, send_to_doubtful
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.queries import counts, in_doubt, is_all_sent
from masthead.mail.tests.mailing_cast import Book, Carriers, State, frozen, names, noted
from masthead.mail.tests.mailing_cast import book as book
from masthead.mail.tests.mailing_cast import relay as relay
from tests.ground.smtp_peers import Peer
from tests.ground.smtp_peers import smtp_peer as smtp_peer

pytestmark = pytest.mark.django_db(transaction=True)


def doubtful(book: Book, relay: Carriers) -> Mailing:
    """A mailing that is done but for one in doubt."""
    mailing = book.mailing("r1", "drop-answer", "r2")
    relay.carry()
    assert finish_mailings() == 1
    assert in_doubt(mailing) == [2]
    return mailing


def test_those_in_doubt_are_sent_to_once_more_when_an_editor_says_so(
    book: Book, relay: Carriers, smtp_peer: Peer
) -> None:
    mailing = doubtful(book, relay)
    first = smtp_peer.received[1].message["Message-ID"]
    relay.carry()
    assert len(smtp_peer.received) == 3
    book.names[2] = "again"
    assert send_to_doubtful(mailing.pk) == 1
    relay.carry()
    assert smtp_peer.recipients()[3:] == ["again@mail.example"]
    assert smtp_peer.received[3].message["Message-ID"] == first
    assert noted() == {2: "submitted"}
    assert finish_mailings() == 1
    assert book.finished_with == ["done", "done"]
    assert counts(mailing).submitted == 3


def test_only_the_chosen_of_those_in_doubt_are_sent_to(book: Book, relay: Carriers) -> None:
    mailing = doubtful(book, relay)
    assert send_to_doubtful(mailing.pk, [1, 3]) == 0
    mailing.refresh_from_db()
    assert mailing.state == "done"
    assert send_to_doubtful(mailing.pk, [2]) == 1


def test_who_is_in_doubt_of_a_stopped_mailing_stays_so(book: Book, relay: Carriers) -> None:
    mailing = book.mailing("drop-answer", *names(3))
    relay.carry(1)
    assert steer_mailing.stop(mailing.pk)
    assert send_to_doubtful(mailing.pk) == 0
    assert noted() == {1: "in_doubt"}


def test_those_who_were_held_get_the_variant_that_was_chosen(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    book.names |= dict(enumerate(names(6), 1))
    mailing = frozen([(1, "other", "A"), (2, "other", "B"), *((n, "other", None) for n in (3, 4, 5, 6))], ("A", "B"))
    relay.carry()
    assert [one.message["Subject"] for one in smtp_peer.received] == ["Hello A", "Hello B"]
    assert finish_mailings() == 0
    assert choose(mailing.pk, "B") == 1
    assert choose(mailing.pk, "A") == 0
    relay.carry()
    assert [one.message["Subject"] for one in smtp_peer.received[2:]] == ["Hello B"] * 4
    assert (counts(mailing, "A").submitted, counts(mailing, "B").submitted) == (1, 5)
    assert finish_mailings() == 1


def test_a_variant_that_there_is_not_cannot_be_chosen() -> None:
    mailing = frozen([(1, "other", "A"), (2, "other", None)], ("A", "B"))
    with pytest.raises(LookupError):
        choose(mailing.pk, "C")
    assert Chunk.objects.get(state="held")


def test_a_mailing_is_finished_exactly_once(book: Book) -> None:
    frozen([])
    start = Barrier(4)

    def go(_: int) -> int:
        start.wait()
        try:
            return finish_mailings()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(go, range(4))) == 1
    assert book.finished_with == ["done"]
    assert finish_mailings() == 0
    assert Mailing.objects.get().done_at


def test_a_mailing_whose_room_fails_at_the_end_is_not_ended(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    mailing = frozen([])

    def fail(mailing: Mailing) -> None:
        raise ValueError("the room is on fire")

    with monkeypatch.context() as patch:
        patch.setattr(book, "finished", fail)
        for end in (finish_mailings, lambda: steer_mailing.stop(mailing.pk)):
            with pytest.raises(ValueError, match="fire"):
                end()
            mailing.refresh_from_db()
            assert (mailing.state, mailing.done_at) == ("sending", None)
    assert finish_mailings() == 1
    assert book.finished_with == ["done"]


def test_somebody_who_is_given_back_at_the_last_moment_is_not_left_behind(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing = frozen([])
    Undelivered.objects.create(mailing=mailing, recipient=1, state=State.IN_DOUBT)

    def then_give_back(which: Mailing) -> bool:
        found = is_all_sent(which)
        if found:
            send_to_doubtful(which.pk)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(steer_mailing, "is_all_sent", then_give_back)
        assert finish_mailings() == 0
    mailing.refresh_from_db()
    assert (mailing.state, noted()) == ("sending", {1: "deferred"})
    assert book.finished_with == []


def test_who_was_put_off_while_a_mailing_was_stopped_waits_for_nothing() -> None:
    mailing = frozen([(1, "other", "")])
    Mailing.objects.filter(pk=mailing.pk).update(state="stopped")
    Undelivered.objects.create(mailing=mailing, recipient=1, state=State.DEFERRED, due_at=timezone.now())
    finish_mailings()
    assert noted() == {1: "refused"}


@pytest.mark.parametrize("state", [State.DEFERRED, State.TRYING])
def test_it_is_not_finished_while_somebody_waits(state: str) -> None:
    mailing = frozen([])
    Undelivered.objects.create(mailing=mailing, recipient=1, state=state, due_at=timezone.now())
    assert not is_all_sent(mailing)
    assert finish_mailings() == 0


@pytest.mark.parametrize("state", [State.IN_DOUBT, State.REFUSED, State.GONE, State.BOUNCED])
def test_it_is_finished_when_nothing_goes_on_by_itself(state: str, book: Book) -> None:
    mailing = frozen([])
    Undelivered.objects.create(mailing=mailing, recipient=1, state=state)
    assert finish_mailings() == 1


def test_everything_is_held(book: Book, relay: Carriers, smtp_peer: Peer) -> None:
    first, second = book.mailing(*names(3)), book.mailing(*names(3), about=2)
    Mailing.objects.filter(pk=second.pk).update(state="done")
    assert hold_all("restored from monday.tar") == 1
    relay.carry()
    assert smtp_peer.received == []
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.reason) == ("paused", "restored from monday.tar")
    assert second.state == "done"


def test_two_who_resume_at_once_resume_once() -> None:
    mailing = frozen([(1, "other", "")])
    steer_mailing.pause(mailing.pk)
    start = Barrier(3)

    def go(_: int) -> bool:
        start.wait()
        try:
            return steer_mailing.resume(mailing.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(go, range(3))) == [False, False, True]
    mailing.refresh_from_db()
    assert (mailing.state, mailing.resumed) == ("sending", 1)


def test_every_recipient_is_counted_once(book: Book) -> None:
    mailing = frozen((number, "other", "") for number in range(1, 11))
    Chunk.objects.update(state="done", place=10, taken=4)  # 1 to 4; 4 came back
    rows = {
        4: (State.BOUNCED, 0, 0), 5: (State.SUBMITTED, 2, 250), 6: (State.REFUSED, 1, 550),
        7: (State.IN_DOUBT, 1, 0), 8: (State.GONE, 0, 0), 9: (State.BOUNCED, 1, 0), 10: (State.COMPLAINED, 3, 250),
    }  # fmt: skip
    for number, (state, tries, code) in rows.items():
        Undelivered.objects.create(mailing=mailing, recipient=number, state=state, tries=tries, code=code)
    now = counts(mailing)
    assert (now.submitted, now.refused, now.in_doubt, now.gone) == (7, 1, 1, 1)
    assert (now.bounced, now.complained, now.answered, now.left) == (2, 1, 10, 0)
