"""Carrying one chunk: in order, over one session, its place written down after each answer.

Below its place everybody was answered for, above it nobody was sent to. The session writes no body before the answer
to the one before was taken, so that whatever kills this process leaves at most one reader in doubt.
"""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import connection, transaction

from masthead.mail import kinds, suppressions
from masthead.mail.bounces.verp import sender_for
from masthead.mail.kinds import Recipient
from masthead.mail.mime import Template
from masthead.mail.models import Chunk, Mailing, Part, Undelivered
from masthead.mail.sending import allowing
from masthead.mail.sending.claiming import Superseded, file_doubts, give_back, write_at_ease
from masthead.mail.sending.freezing import unpacked
from masthead.mail.sending.outcomes import after_answer, hold_against
from masthead.mail.transports import Answer, CannotConnect, Lost, Parcel, Session

STEP = 250  # recipients that are looked up, and promised durably, at once
LOOK_EVERY = 0.5  # seconds between two looks whether the mailing was paused
_ACK = "UPDATE mail_chunk SET place = %s, taken = taken + 1 WHERE id = %s AND fence = %s AND state = 'working'"
_PLACE = "UPDATE mail_chunk SET place = %s WHERE id = %s AND fence = %s AND state = 'working'"


@dataclass
class Outcome:
    """How carrying ended: ``rest`` seconds the group must rest, ``lost`` why the session is over."""

    taken: int = 0
    refused: int = 0
    deferred: int = 0
    rest: float = 0.0
    lost: Lost | CannotConnect | None = None
    stopped_early: bool = False  # the session was left in the middle and is of no more use
    last: Answer | None = None
    recent: deque[bool] = field(default_factory=lambda: deque(maxlen=100))  # whether each was taken


class Carrier:
    """Carries a chunk that was claimed."""

    def __init__(self, chunk: Chunk, session: Session, stopped: Callable[[], bool] = lambda: False) -> None:
        self.chunk = chunk
        self.session = session
        self.stopped = stopped
        self.ids: array[int] = unpacked(chunk.recipients)
        self.kind = kinds.get(chunk.mailing.kind)
        self.template = template_of(chunk.mailing_id, chunk.variant)
        self.place = chunk.place  # what is stored
        self.promised_from = self.promised = chunk.place
        self.looked_at = 0.0
        self.outcome = Outcome()
        self.on_its_way: deque[tuple[int, int, Recipient]] = deque()  # place, id, recipient

    def carry(self) -> Outcome:
        """Go on until the chunk is done, must wait, or the session is lost; then give it back."""
        write_at_ease(True)
        try:
            with connection.cursor() as self.cursor:
                self._carry()
        except Superseded:
            self.outcome.stopped_early = True
            return self.outcome
        finally:
            write_at_ease(False)
        allowing.give_back(self.chunk.group, self.promised - self.place)
        give_back(self.chunk, self.place)
        return self.outcome

    def _carry(self) -> None:
        answers = self.session.send(self._parcels())
        try:
            for answer in answers:
                place, recipient_id, recipient = self.on_its_way.popleft()
                self._note(answer, place, recipient_id, recipient)
                if self._must_stop():
                    self.outcome.stopped_early = True
                    return
        except (Lost, CannotConnect) as lost:
            self._lose(lost)
        finally:
            _close(answers)
        if self.outcome.lost is None and not self.on_its_way:
            self._move_to(self.promised)  # those at the end who were not sent to

    def _parcels(self) -> Iterator[Parcel]:
        """A parcel for each who may be mailed, promised in steps. Who may not is named as such first."""
        while self.promised < len(self.ids) and self._promise():
            start, ids = self.promised_from, self.ids[self.promised_from : self.promised]
            found = self._recipients(ids)
            for place, recipient_id in enumerate(ids, start):
                recipient = found.get(recipient_id)
                if recipient is None:
                    continue
                self.on_its_way.append((place, recipient_id, recipient))
                yield Parcel(
                    sender_for(self.chunk.mailing_id, recipient_id), recipient.address,
                    self.template.fill(recipient.slots),
                )  # fmt: skip

    def _promise(self) -> bool:
        """Write durably that the next places may be used; whether there are any to be had."""
        wanted = min(STEP, len(self.ids) - self.promised)
        granted = allowing.grant(self.chunk.group, wanted)
        if not granted.count:
            self.outcome.rest = granted.rest
            return False
        self.promised_from, self.promised = self.promised, self.promised + granted.count
        write_at_ease(False)
        mine = Chunk.objects.filter(pk=self.chunk.pk, fence=self.chunk.fence, state=Chunk.State.WORKING)
        if not mine.update(promised=self.promised):
            raise Superseded
        write_at_ease(True)
        return True

    def _recipients(self, ids: array[int]) -> dict[int, Recipient]:
        found = dict(self.kind.recipients(self.chunk.mailing, ids))
        silent = suppressions.suppressed(one.address for one in found.values())
        states = {number: Undelivered.State.GONE for number in ids if number not in found}
        states |= {number: Undelivered.State.SUPPRESSED for number, one in found.items() if one.address in silent}
        if states:
            Undelivered.objects.bulk_create(
                (self._row(number, state=state) for number, state in states.items()), ignore_conflicts=True
            )
        return {number: one for number, one in found.items() if number not in states}

    def _note(self, answer: Answer, place: int, recipient_id: int, recipient: Recipient) -> None:
        """Write the answer down, before the next body leaves."""
        self.outcome.last = answer
        self.outcome.recent.append(answer.is_taken)
        if answer.is_taken:
            self.outcome.taken += 1
            self._store(_ACK, place + 1)
            return
        with transaction.atomic():
            row = self._row(recipient_id, **after_answer(answer, 1))
            Undelivered.objects.bulk_create([row], ignore_conflicts=True)
            hold_against(self.chunk.mailing_id, recipient_id, recipient.address, answer)
            self._move_to(place + 1)
        if row.state == Undelivered.State.DEFERRED:
            self.outcome.deferred += 1
        else:
            self.outcome.refused += 1

    def _lose(self, lost: Lost | CannotConnect) -> None:
        """The session died. If its last message may have been taken, its reader is in doubt."""
        self.outcome.lost = lost
        if isinstance(lost, Lost) and lost.in_doubt and self.on_its_way:
            place, _, _ = self.on_its_way.popleft()
            with transaction.atomic():
                self._move_to(place)  # those before it were not to be mailed
                file_doubts(self.chunk, place, place + 1)
                self._move_to(place + 1)

    def _move_to(self, place: int) -> None:
        if place > self.place:
            self._store(_PLACE, place)

    def _store(self, statement: str, place: int) -> None:
        self.cursor.execute(statement, (place, self.chunk.pk, self.chunk.fence))
        if not self.cursor.rowcount:
            raise Superseded
        self.place = place

    def _must_stop(self) -> bool:
        if self.stopped():
            return True
        now = time.monotonic()
        if now - self.looked_at < LOOK_EVERY:
            return False
        self.looked_at = now
        return not Mailing.objects.filter(pk=self.chunk.mailing_id, state=Mailing.State.SENDING).exists()

    def _row(self, recipient_id: int, **columns: object) -> Undelivered:
        return Undelivered(
            mailing_id=self.chunk.mailing_id, recipient=recipient_id, variant=self.chunk.variant,
            group=self.chunk.group, **columns,
        )  # fmt: skip


def template_of(mailing: int, variant: str) -> Template:
    """The message of a mailing with its slots."""
    kept = Part.objects.values_list("template", flat=True).get(mailing=mailing, variant=variant)
    return Template.from_bytes(bytes(kept))


def _close(answers: Iterator[Answer]) -> None:
    close = getattr(answers, "close", None)
    if close:
        close()
