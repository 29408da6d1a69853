"""Forget to whom something was mailed, for readers who leave, move or are erased."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from masthead.mail.models import Letter, Undelivered
from masthead.mail.transports import outbox
from masthead.mail.transports.spool_clearing import forget_spooled


def withdraw_letters(kind: str, about: str) -> None:
    """Do not send single mails that still wait."""
    Letter.objects.filter(kind=kind, about=about, state=Letter.State.WAITING).delete()


def forget_address(address: str) -> None:
    """Delete single mails to an address, sent or not, and all that lies in the outbox for it."""
    Letter.objects.filter(recipient__iexact=address).delete()
    transaction.on_commit(lambda: forget_spooled(outbox(), address))


def forget_letters(about: str) -> None:
    """Delete single mails that concern somebody, whatever address they went to, sent or not."""
    Letter.objects.filter(about=about).delete()


def hand_letters_over(about: str, to: str) -> None:
    """Have letters that concern one thing concern another, which it has become."""
    Letter.objects.filter(about=about).update(about=to)


def forget_old_letters(before: datetime) -> int:
    """Delete single mails that were dealt with before then, for the addresses on them; how many."""
    done = Letter.objects.filter(state__in=(Letter.State.SUBMITTED, Letter.State.REFUSED), posted_at__lt=before)
    return done.delete()[0]


def forget_recipients(kind: str, ids: Collection[int]) -> None:
    """Keep of recipients of mailings of this kind that somebody was refused, bounced or complained, but not who.

    Were the rows deleted, the counts of their mailings would not add up any more. Who was to be tried again is not.
    """
    rows = Undelivered.objects.filter(mailing__kind=kind, recipient__in=ids)
    rows.filter(state=Undelivered.State.DEFERRED).update(state=Undelivered.State.GONE, due_at=None)
    rows.update(recipient=F("pk") * -1, answer="")
