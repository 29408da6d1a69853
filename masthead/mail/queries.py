"""What the rooms above ask about a mailing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from masthead.mail.models import Chunk, Mailing, Undelivered

State = Undelivered.State


@dataclass(frozen=True)
class Counts:
    """A mailing in numbers of recipients. Those submitted and those not, and those to come, make up the audience."""

    audience: int = 0
    submitted: int = 0  # taken by the relay; who bounced or complained later is among them
    deferred: int = 0
    refused: int = 0
    in_doubt: int = 0
    gone: int = 0  # left, or were suppressed, before their turn
    bounced: int = 0
    complained: int = 0
    held: int = 0  # wait until a subject was chosen
    is_done: bool = False  # then nobody is left, also when what was noted of readers who were erased is gone

    @property
    def answered(self) -> int:
        """For whom there is nothing more to do."""
        return self.submitted + self.refused + self.in_doubt + self.gone

    @property
    def left(self) -> int:
        """Who was not sent to yet, or is tried again."""
        return 0 if self.is_done else max(0, self.audience - self.answered)


def mailing_for(kind: str, about: int) -> Mailing | None:
    """The mailing of something, if it was frozen."""
    return Mailing.objects.filter(kind=kind, about=about).first()


def counts(mailing: Mailing, variant: str | None = None) -> Counts:
    """Where a mailing stands; or one variant of it."""
    chunks = Chunk.objects.filter(mailing=mailing)
    rows = Undelivered.objects.filter(mailing=mailing)
    if variant is not None:
        chunks, rows = chunks.filter(variant=variant), rows.filter(variant=variant)
    sums = chunks.aggregate(
        audience=Sum("size", default=0), taken=Sum("taken", default=0),
        held=Sum("size", default=0, filter=Q(state=Chunk.State.HELD)),
    )  # fmt: skip
    states = dict(rows.values_list("state").annotate(count=Count("pk")))
    return Counts(
        audience=sums["audience"],
        submitted=sums["taken"] + states.get(State.SUBMITTED, 0) + _later(rows),
        deferred=states.get(State.DEFERRED, 0) + states.get(State.TRYING, 0),
        refused=states.get(State.REFUSED, 0),
        in_doubt=states.get(State.IN_DOUBT, 0),
        gone=states.get(State.GONE, 0) + states.get(State.SUPPRESSED, 0),
        bounced=states.get(State.BOUNCED, 0),
        complained=states.get(State.COMPLAINED, 0),
        held=sums["held"],
        is_done=mailing.state == Mailing.State.DONE,
    )


def _later(rows: QuerySet[Undelivered]) -> int:
    """Came back, and were not simply taken before, so that their chunk has not counted them."""
    return rows.filter(state__in=(State.BOUNCED, State.COMPLAINED), tries__gt=0).count()


def in_doubt(mailing: Mailing) -> list[int]:
    """The recipients of whom nobody knows whether they got it."""
    found = Undelivered.objects.filter(mailing=mailing, state=State.IN_DOUBT).order_by("recipient")
    return list(found.values_list("recipient", flat=True))


def is_all_sent(mailing: Mailing) -> bool:
    """Whether nothing is left to be done by itself."""
    open_chunks = Chunk.objects.filter(mailing=mailing).exclude(state=Chunk.State.DONE)
    open_rows = Undelivered.objects.filter(mailing=mailing, state__in=(State.DEFERRED, State.TRYING))
    return not open_chunks.exists() and not open_rows.exists()


def running_since(mailing: Mailing) -> datetime:
    """Since when it has been going out."""
    return mailing.first_sent_at or mailing.begun_at or timezone.now()
