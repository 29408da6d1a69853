"""Taking a chunk in hand, giving it back, and taking over what the dead have left."""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import F

from masthead.lib.living import Roll
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.sending.epoch import current_epoch
from masthead.mail.sending.freezing import unpacked

log = logging.getLogger(__name__)

carriers = Roll(0x6D61696C, "mail/carriers")  # "mail"; those who carry parcels


class Superseded(Exception):
    """Somebody else has taken this chunk over: nothing more may be sent of it from here."""


def claim(owner: int, resting: Collection[str] = ()) -> Chunk | None:
    """The next chunk that waits, now in hand of ``owner``; groups in ``resting`` are left out."""
    waiting = Chunk.objects.filter(state=Chunk.State.WAITING, mailing__state=Mailing.State.SENDING)
    for pk, fence in list(waiting.exclude(group__in=resting).order_by("pk").values_list("pk", "fence")[:8]):
        mine = Chunk.objects.filter(pk=pk, fence=fence, state=Chunk.State.WAITING)
        if mine.update(state=Chunk.State.WORKING, owner=owner, fence=fence + 1, epoch=current_epoch()):
            return Chunk.objects.select_related("mailing").get(pk=pk)
    return None


def give_back(chunk: Chunk, place: int) -> None:
    """The chunk is not in hand any more: done, or waiting for the next with all below ``place`` answered for."""
    is_done = place >= chunk.size
    state = Chunk.State.DONE if is_done else Chunk.State.WAITING
    held = Chunk.objects.filter(pk=chunk.pk, fence=chunk.fence)
    held.update(state=state, place=place, promised=place, owner=0, fence=F("fence") + 1)


def take_over_from_the_dead() -> int:
    """Free the chunks and single tries of carriers that died; how many recipients are in doubt since."""
    owners = Chunk.objects.filter(state=Chunk.State.WORKING).values_list("owner", flat=True).distinct()
    trying = Undelivered.objects.filter(state=Undelivered.State.TRYING).values_list("owner", flat=True).distinct()
    gone = carriers.dead([*owners, *trying])
    if not gone:
        return 0
    doubts = 0
    for pk in list(Chunk.objects.filter(owner__in=gone, state=Chunk.State.WORKING).values_list("pk", flat=True)):
        with transaction.atomic():
            chunk = Chunk.objects.select_for_update().filter(pk=pk, owner__in=gone, state=Chunk.State.WORKING).first()
            doubts += _step_over(chunk) if chunk else 0
    lost = Undelivered.objects.filter(state=Undelivered.State.TRYING, owner__in=gone)
    doubts += lost.update(state=Undelivered.State.IN_DOUBT, owner=0, due_at=None)
    log.warning("event=carrier_died in_doubt=%s", doubts)
    return doubts


def _step_over(chunk: Chunk) -> int:
    """File as in doubt who may have been sent to, and let the next carrier go on behind them."""
    until = _end_of_doubt(chunk)
    doubts = until - chunk.place
    file_doubts(chunk, chunk.place, until)
    chunk.state = Chunk.State.DONE if until >= chunk.size else Chunk.State.WAITING
    chunk.place = chunk.promised = until
    chunk.fence += 1
    chunk.owner = 0
    chunk.save(update_fields=["state", "place", "promised", "fence", "owner"])
    return doubts


def _end_of_doubt(chunk: Chunk) -> int:
    """One reader, the one whose turn it was. After a crash of the machine itself all that had been promised."""
    if chunk.promised <= chunk.place:
        return chunk.place  # nobody had been promised anything: no message was on its way
    return chunk.place + 1 if chunk.epoch == current_epoch() else chunk.promised


def file_doubts(chunk: Chunk, start: int, until: int) -> None:
    """Name the recipients at these places as in doubt, but for those of whom more is known."""
    rows = [
        Undelivered(
            mailing_id=chunk.mailing_id, recipient=number, variant=chunk.variant, group=chunk.group,
            state=Undelivered.State.IN_DOUBT, tries=1,
        )
        for number in unpacked(chunk.recipients)[start:until]
    ]  # fmt: skip
    Undelivered.objects.bulk_create(rows, ignore_conflicts=True)
    # Whose bounce was quicker than we were has got it: no place counts them as taken, so their rows must.
    came_back = Undelivered.objects.filter(
        mailing_id=chunk.mailing_id, recipient__in=[row.recipient for row in rows], tries=0,
        state__in=(Undelivered.State.BOUNCED, Undelivered.State.COMPLAINED),
    )  # fmt: skip
    came_back.update(tries=1)


def write_at_ease(is_at_ease: bool) -> None:
    """Whether this connection's small writes may return before they are on the disk."""
    if connection.in_atomic_block:
        return  # neither database lets it be changed for what has begun
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET synchronous_commit TO {'off' if is_at_ease else 'on'}")
        else:
            cursor.execute(f"PRAGMA synchronous = {'NORMAL' if is_at_ease else 'FULL'}")
