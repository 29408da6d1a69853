"""Put a reader on a list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from masthead.mail.actions.post_letter import post_letter
from masthead.newsletters import days, letters
from masthead.newsletters.abouts import welcome_of
from masthead.newsletters.models import MailingList, Subscription
from masthead.readers.actions.record_consent import note_address_is_theirs, record_consent
from masthead.readers.models import Reader


@transaction.atomic
def join_list(
    reader: Reader, mailing_list: MailingList, form: str, asked_at: datetime | None = None, wording: str = ""
) -> bool:
    """Have the reader get the list from now on, and mail its welcome if they never got it; whether it is new to them.

    Only for who has shown that they read the mail of their address. However many do this at the same time, it happens
    once: who changes the state does the rest.
    """
    now = timezone.now()
    asked_at = asked_at or now
    row, _is_new = Subscription.objects.get_or_create(
        mailing_list=mailing_list, reader=reader, defaults={"form": form, "asked_at": asked_at}
    )
    others = Subscription.objects.filter(pk=row.pk).exclude(state=Subscription.State.CONFIRMED)
    if not others.update(
        state=Subscription.State.CONFIRMED, confirmed_at=now, form=form, asked_at=asked_at,
        left_at=None, left_by="", left_why="", paused_until=None,
    ):  # fmt: skip
        return False
    record_consent(reader, mailing_list.purpose, form, asked_at, now, wording)
    note_address_is_theirs(reader, now)
    days.count(mailing_list.pk, "joined")
    if row.confirmed_at is None and mailing_list.welcome:
        post_letter("welcome", reader.address, letters.welcome(reader, row), about=welcome_of(row.pk))
    return True
