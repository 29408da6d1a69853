"""Trying again whom a server asked to come back for, one by one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from masthead.mail import kinds, suppressions
from masthead.mail.kinds import Recipient
from masthead.mail.models import Mailing, Undelivered
from masthead.mail.sending import allowing
from masthead.mail.sending.outcomes import CANNOT_WRITE, after_answer, hold_against, next_try, taken_for_temporary
from masthead.mail.sending.parcels import parcel_for, template_of
from masthead.mail.transports import Answer, CannotConnect, Lost, Session


def retry_one(owner: int, session: Session) -> bool:
    """Send to one whose time has come again; whether there was one.

    The row is taken in hand first: a carrier that dies with it leaves it in doubt. Raises what the session raises.
    """
    row = _take(owner)
    if row is None:
        return False
    recipient = kinds.get(row.mailing.kind).recipients(row.mailing, [row.recipient]).get(row.recipient)
    if recipient is None or suppressions.is_suppressed(recipient.address):
        _file(row, state=Undelivered.State.SUPPRESSED if recipient else Undelivered.State.GONE, due_at=None, owner=0)
        return True
    if not allowing.grant(row.group, 1).count:
        _file(row, state=Undelivered.State.DEFERRED, due_at=next_try(1), owner=0)
        return True
    try:
        answer = _ask(row, recipient, session)
    except CannotConnect:
        _file(row, state=Undelivered.State.DEFERRED, due_at=next_try(1), owner=0)
        raise
    except Lost as lost:
        if lost.in_doubt:
            _file(row, state=Undelivered.State.IN_DOUBT, due_at=None, owner=0)
        else:
            _settle(row, recipient.address, taken_for_temporary(lost))
        raise
    _settle(row, recipient.address, answer)
    return True


def _ask(row: Undelivered, recipient: Recipient, session: Session) -> Answer:
    try:
        parcel = parcel_for(row.mailing_id, row.recipient, recipient, template_of(row.mailing_id, row.variant))
    except ValueError:
        return CANNOT_WRITE
    return next(iter(session.send([parcel])))


def _take(owner: int) -> Undelivered | None:
    due = Undelivered.objects.filter(
        state=Undelivered.State.DEFERRED, due_at__lte=timezone.now(), mailing__state=Mailing.State.SENDING
    )
    for pk in list(due.order_by("due_at").values_list("pk", flat=True)[:8]):
        mine = Undelivered.objects.filter(pk=pk, state=Undelivered.State.DEFERRED, due_at__lte=timezone.now())
        if mine.update(state=Undelivered.State.TRYING, owner=owner):
            return Undelivered.objects.select_related("mailing").get(pk=pk)
    return None


def _settle(row: Undelivered, address: str, answer: Answer) -> None:
    with transaction.atomic():
        _file(row, **after_answer(answer, row.tries + 1))
        hold_against(row.mailing_id, row.recipient, address, answer)


def _file(row: Undelivered, **columns: object) -> None:
    mine = Undelivered.objects.filter(pk=row.pk, state=Undelivered.State.TRYING)
    mine.update(**{"at": timezone.now(), **columns})
