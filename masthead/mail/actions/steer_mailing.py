"""Pausing, resuming and stopping a mailing; sending once more to who is in doubt; choosing between two variants."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from masthead.mail import kinds
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.queries import is_all_sent

log = logging.getLogger(__name__)
State = Mailing.State


def pause(mailing: int, reason: str = "") -> bool:
    """Let no further message go; what is on its way is answered first. Whether it was sending."""
    return _change(mailing, [State.SENDING], State.PAUSED, reason)


def resume(mailing: int) -> bool:
    """Go on where it was paused."""
    Mailing.objects.filter(pk=mailing, state=State.PAUSED, resumed__lt=1000).update(resumed=F("resumed") + 1)
    return _change(mailing, [State.PAUSED], State.SENDING, "")


def stop(mailing: int, reason: str = "") -> bool:
    """End it for good: who was not mailed will not be."""
    if not _change(mailing, [State.SENDING, State.PAUSED], State.STOPPED, reason):
        return False
    ended = Mailing.objects.get(pk=mailing)
    Mailing.objects.filter(pk=mailing).update(done_at=timezone.now())
    Undelivered.objects.filter(mailing=mailing, state=Undelivered.State.DEFERRED).update(
        state=Undelivered.State.REFUSED, due_at=None
    )
    kinds.get(ended.kind).finished(ended)
    return True


def send_to_doubtful(mailing: int, recipients: Sequence[int] | None = None) -> int:
    """Send once more to those in doubt, because an editor chose to; some may get it twice. How many."""
    found = Undelivered.objects.filter(mailing=mailing, state=Undelivered.State.IN_DOUBT)
    if recipients is not None:
        found = found.filter(recipient__in=recipients)
    with transaction.atomic():
        count = found.update(state=Undelivered.State.DEFERRED, due_at=timezone.now(), tries=0)
        if count:
            Mailing.objects.filter(pk=mailing, state=State.DONE).update(state=State.SENDING, done_at=None)
    return count


def choose(mailing: int, variant: str) -> int:
    """Those who were held get this variant; how many chunks."""
    held = Chunk.objects.filter(mailing=mailing, state=Chunk.State.HELD)
    return held.update(variant=variant, state=Chunk.State.WAITING)


def finish_mailings() -> int:
    """Close the mailings of which nothing is left to send; how many."""
    done = 0
    for mailing in Mailing.objects.filter(state=State.SENDING):
        if not is_all_sent(mailing):
            continue
        closed = Mailing.objects.filter(pk=mailing.pk, state=State.SENDING)
        if closed.update(state=State.DONE, done_at=timezone.now(), reason=""):
            kinds.get(mailing.kind).finished(mailing)
            log.info("event=mailing_done mailing=%s", mailing.pk)
            done += 1
    return done


def hold_all(reason: str) -> int:
    """Pause all that is being sent: after a restore nobody knows who has got it since."""
    return Mailing.objects.filter(state__in=(State.SENDING, State.FREEZING)).update(state=State.PAUSED, reason=reason)


def _change(mailing: int, before: Sequence[str], after: str, reason: str) -> bool:
    found = Mailing.objects.filter(pk=mailing, state__in=before)
    is_changed = bool(found.update(state=after, reason=reason[:300]))
    if is_changed:
        log.info("event=mailing_%s mailing=%s", after, mailing)
    return is_changed
