"""Carrying one chunk: in order, over one session, its place written down after each answer.

Below its place everybody was answered for, above it nobody was sent to, and the message on its way is always the one
at its place. The session writes no body before the answer to the one before was taken, so that whatever kills this
process leaves at most one reader in doubt.
"""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from masthead.lib.pause import is_paused
from masthead.mail import kinds, suppressions
from masthead.mail.kinds import Recipient
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.sending import allowing
from masthead.mail.sending.breaking import goes_wrong, new_record
from masthead.mail.sending.claiming import Superseded, file_doubts
from masthead.mail.sending.freezing import unpacked
from masthead.mail.sending.holding import Hold
from masthead.mail.sending.outcomes import CANNOT_WRITE, after_answer, hold_against, taken_for_temporary
from masthead.mail.sending.parcels import parcel_for, template_of
from masthead.mail.transports import Answer, CannotConnect, Lost, Parcel, Session

STEP = 250  # recipients that are looked up, and promised durably, at once
FRESH = 1.0  # seconds for which a look-up is believed: who leaves meanwhile is not to be mailed by a slow relay
LOOK_EVERY = 0.5  # seconds between two looks whether the mailing was paused


@dataclass
class Outcome:
    """How carrying ended: ``rest`` seconds the group must rest, ``lost`` why the session is over."""

    rest: float = 0.0
    lost: Lost | CannotConnect | None = None
    stopped_early: bool = False  # the session was left in the middle and is of no more use
    last: Answer | None = None


class Turn(NamedTuple):
    """Somebody whose parcel was asked for and has no answer yet."""

    place: int
    number: int
    recipient: Recipient


class Carrier:
    """Carries a chunk that was claimed. ``recent`` says of the last answers to its mailing whether each was taken."""

    def __init__(
        self,
        chunk: Chunk,
        session: Session,
        stopped: Callable[[], bool] = lambda: False,
        recent: deque[bool] | None = None,
    ) -> None:
        self.chunk = chunk
        self.session = session
        self.stopped = stopped
        self.recent = new_record() if recent is None else recent
        self.ids: array[int] = unpacked(chunk.recipients)
        self.kind = kinds.get(chunk.mailing.kind)
        self.template = template_of(chunk.mailing_id, chunk.variant)
        self.hold = Hold(chunk)
        self.looked_at = 0.0
        self.outcome = Outcome()
        self.under_way: deque[Turn] = deque()

    def carry(self) -> Outcome:
        """Go on until the chunk is done, must wait, or the session is lost; then give it back."""
        try:
            with self.hold:
                self._carry()
        except Superseded:
            self.outcome.stopped_early = True
        else:
            allowing.give_back(self.chunk.group, self.hold.let_go())
        return self.outcome

    def _carry(self) -> None:
        answers = self.session.send(self._parcels())
        try:
            for answer in answers:
                self._note(answer, self.under_way.popleft())
                if self._must_stop(answer):
                    self.outcome.stopped_early = True
                    return
        except (Lost, CannotConnect) as lost:
            self._lose(lost)
        finally:
            _close(answers)
        if self.outcome.lost is None and not self.under_way:
            self.hold.move_to(self.hold.promised)  # those at the end who were not sent to

    def _parcels(self) -> Iterator[Parcel]:
        """A parcel for each who may be mailed, promised in steps. Who may not is named as such on the way."""
        while left := len(self.ids) - self.hold.promised:
            granted = allowing.grant(self.chunk.group, min(STEP, left))
            if not granted.count:
                self.outcome.rest = granted.rest
                return
            yield from self._step(self.hold.promise(granted.count))

    def _step(self, places: range) -> Iterator[Parcel]:
        found: dict[int, Recipient | str] = {}
        asked_at = float("-inf")
        passed: list[Undelivered] = []
        for place in places:
            if time.monotonic() - asked_at > FRESH:
                found, asked_at = self._look_up(self.ids[place : places.stop]), time.monotonic()
            number = self.ids[place]
            recipient = found[number]
            if isinstance(recipient, str):
                passed.append(self._row(number, state=recipient))
                continue
            try:
                parcel = parcel_for(self.chunk.mailing_id, number, recipient, self.template)
            except ValueError:
                passed.append(self._row(number, **after_answer(CANNOT_WRITE, 1)))
                continue
            _name(passed)
            if not self.under_way:
                self.hold.move_to(place)
            self.under_way.append(Turn(place, number, recipient))
            yield parcel
        _name(passed)

    def _look_up(self, ids: array[int]) -> dict[int, Recipient | str]:
        """Each with their address, or with the reason for which they are not mailed."""
        found = self.kind.recipients(self.chunk.mailing, ids)
        silent = suppressions.suppressed(one.address for one in found.values())
        looked_up: dict[int, Recipient | str] = dict.fromkeys(ids, Undelivered.State.GONE.value)
        for number, recipient in found.items():
            is_silent = recipient.address in silent
            looked_up[number] = Undelivered.State.SUPPRESSED.value if is_silent else recipient
        return looked_up

    def _note(self, answer: Answer, turn: Turn) -> None:
        """Write the answer down, before the next body leaves."""
        self.outcome.last = answer
        self.recent.append(answer.is_taken)
        if answer.is_taken:
            self.hold.acknowledge(self._place_after(turn))
        else:
            self._note_refusal(answer, turn)

    def _note_refusal(self, answer: Answer, turn: Turn) -> None:
        with transaction.atomic():
            _name([self._row(turn.number, **after_answer(answer, 1))])
            hold_against(self.chunk.mailing_id, turn.number, turn.recipient.address, answer)
            self.hold.move_to(self._place_after(turn))

    def _lose(self, lost: Lost | CannotConnect) -> None:
        """The session died. If its last message may have been taken, its reader is in doubt.

        When it died over its first message, that may be why: it is put off and keeps nobody behind it waiting.
        """
        self.outcome.lost = lost
        if isinstance(lost, CannotConnect) or not self.under_way:
            return
        if lost.in_doubt:
            self.recent.append(False)
            turn = self.under_way.popleft()
            with transaction.atomic():
                file_doubts(self.chunk, turn.place, turn.place + 1)
                self.hold.move_to(self._place_after(turn))
        elif self.outcome.last is None:
            self.recent.append(False)
            self._note_refusal(taken_for_temporary(lost), self.under_way.popleft())

    def _place_after(self, turn: Turn) -> int:
        """The place of who comes next: those in between were named already."""
        return self.under_way[0].place if self.under_way else turn.place + 1

    def _must_stop(self, answer: Answer) -> bool:
        if self.stopped() or (not answer.is_taken and goes_wrong(self.recent)):
            return True
        now = time.monotonic()
        if now - self.looked_at < LOOK_EVERY:
            return False
        self.looked_at = now
        sending = Mailing.objects.filter(pk=self.chunk.mailing_id, state=Mailing.State.SENDING)
        return is_paused(settings.DATA) or not sending.exists()

    def _row(self, recipient_id: int, **columns: object) -> Undelivered:
        return Undelivered(
            mailing_id=self.chunk.mailing_id, recipient=recipient_id, variant=self.chunk.variant,
            group=self.chunk.group, **columns,
        )  # fmt: skip


def _name(rows: list[Undelivered]) -> None:
    """Write down who was not simply taken; the list is empty afterwards."""
    if rows:
        Undelivered.objects.bulk_create(rows, ignore_conflicts=True)
        rows.clear()


def _close(answers: Iterator[Answer]) -> None:
    close = getattr(answers, "close", None)
    if close:
        close()
