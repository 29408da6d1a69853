"""Take back a leaving that was a slip."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from masthead.lib.seals import Seal
from masthead.newsletters import days
from masthead.newsletters.models import Subscription
from masthead.readers.actions.record_consent import record_consent

FOR = timedelta(hours=1)  # the page with the button is open; later, signing up again is the way
NO_SLIP = ("bounce", "complaint", "service")  # nothing would be mailed there; signing up again shows that it works
_undo = Seal("undo leaving")


def undo_token(row: Subscription) -> str:
    """What the button sends; nothing when there is nothing to undo. Void once the reader joins or leaves again."""
    if row.state != Subscription.State.UNSUBSCRIBED or not row.confirmed_at or not row.left_at:
        return ""
    if row.left_by in NO_SLIP:
        return ""
    return _undo.make(row.pk, _stamp(row)) if timezone.now() - row.left_at < FOR else ""


@transaction.atomic
def undo_leaving(subscription: int, token: str) -> bool:
    """Have the reader get the list as before; whether the token was good for it."""
    row = Subscription.objects.select_for_update().filter(pk=subscription).first()
    if row is None or _undo.open(token) != [str(row.pk), str(_stamp(row))] or not undo_token(row):
        return False
    days.count(row.mailing_list_id, "left", -1, row.left_at)
    row.state, row.left_at, row.left_by, row.left_why = Subscription.State.CONFIRMED, None, "", ""
    row.save(update_fields=["state", "left_at", "left_by", "left_why"])
    now = timezone.now()
    record_consent(row.reader, row.mailing_list.purpose, "undo", now, now)
    return True


def _stamp(row: Subscription) -> int:
    return int(row.left_at.timestamp() * 1_000_000) if row.left_at else 0
