"""Pausing, resuming and stopping a mailing; sending once more to who is in doubt; choosing between two variants."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Least
from django.utils import timezone

from masthead.mail import kinds
from masthead.mail.models import Chunk, Mailing, Part, Undelivered
from masthead.mail.queries import is_all_sent

log = logging.getLogger(__name__)
State = Mailing.State


def pause(mailing: int, reason: str = "") -> bool:
    """Let no further message go; what is on its way is answered first. Whether it was sending."""
    return _change(mailing, [State.SENDING], State.PAUSED, reason)


def resume(mailing: int) -> bool:
    """Go on where it was paused. Who says so has seen why, so the breaker bears more from now on."""
    paused = Mailing.objects.filter(pk=mailing, state=State.PAUSED)
    more = Least(F("resumed") + 1, 1000)
    return _is_told(mailing, State.SENDING, paused.update(state=State.SENDING, reason="", resumed=more))


def stop(mailing: int, reason: str = "") -> bool:
    """End it for good: who was not mailed will not be."""
    with transaction.atomic():
        if not _change(mailing, [State.SENDING, State.PAUSED], State.STOPPED, reason):
            return False
        Mailing.objects.filter(pk=mailing).update(done_at=timezone.now())
        _give_up_stopped()
        _tell_room(mailing)
    return True


def send_to_doubtful(mailing: int, recipients: Sequence[int] | None = None) -> int:
    """Send once more to those in doubt, because an editor chose to; some may get it twice. How many."""
    found = Undelivered.objects.filter(mailing=mailing, state=Undelivered.State.IN_DOUBT)
    if recipients is not None:
        found = found.filter(recipient__in=recipients)
    with transaction.atomic():
        if not _locked(mailing).exclude(state=State.STOPPED).first():
            return 0
        count = found.update(state=Undelivered.State.DEFERRED, due_at=timezone.now(), tries=0)
        if count:
            Mailing.objects.filter(pk=mailing, state=State.DONE).update(state=State.SENDING, done_at=None)
    return count


def choose(mailing: int, variant: str) -> int:
    """Those who were held get this variant; how many chunks. ``LookupError``: the mailing has no such variant."""
    if not Part.objects.filter(mailing=mailing, variant=variant).exists():
        raise LookupError(variant)
    held = Chunk.objects.filter(mailing=mailing, state=Chunk.State.HELD)
    return held.update(variant=variant, state=Chunk.State.WAITING)


def finish_mailings() -> int:
    """Close the mailings of which nothing is left to send; how many."""
    _give_up_stopped()
    sending = list(Mailing.objects.filter(state=State.SENDING))
    return sum(_finish(mailing.pk) for mailing in sending if is_all_sent(mailing))


def _give_up_stopped() -> None:
    """Who was put off, perhaps by a message that was on its way when the mailing was stopped, is not tried again."""
    waiting = Undelivered.objects.filter(state=Undelivered.State.DEFERRED, mailing__state=State.STOPPED)
    if waiting.exists():
        waiting.update(state=Undelivered.State.REFUSED, due_at=None)


@transaction.atomic
def _finish(mailing: int) -> bool:
    """Look again with the mailing locked: somebody in doubt may have been given back to it meanwhile."""
    locked = _locked(mailing).filter(state=State.SENDING).first()
    if locked is None or not is_all_sent(locked):
        return False
    Mailing.objects.filter(pk=mailing).update(state=State.DONE, done_at=timezone.now(), reason="")
    _tell_room(mailing)
    return _is_told(mailing, State.DONE, 1)


def hold_all(reason: str) -> int:
    """Pause all that is being sent: after a restore nobody knows who has got it since. How many mailings."""
    going = Mailing.objects.filter(state__in=(State.SENDING, State.FREEZING))
    return going.update(state=State.PAUSED, reason=reason[:300])


def _locked(mailing: int) -> QuerySet[Mailing]:
    return Mailing.objects.select_for_update().filter(pk=mailing)


def _tell_room(mailing: int) -> None:
    """In the same transaction, so that the room whose mailing it is never goes on waiting for one that is over."""
    ended = Mailing.objects.get(pk=mailing)
    kinds.get(ended.kind).finished(ended)


def _change(mailing: int, before: Sequence[str], after: str, reason: str) -> bool:
    found = Mailing.objects.filter(pk=mailing, state__in=before)
    return _is_told(mailing, after, found.update(state=after, reason=reason[:300]))


def _is_told(mailing: int, after: str, changed: int) -> bool:
    if changed:
        log.info("event=mailing_%s mailing=%s", after, mailing)
    return bool(changed)
