"""Forget what nobody confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from masthead.mail.actions.forget_recipients import forget_old_letters
from masthead.newsletters.actions.ask_new_address import forget_limits
from masthead.newsletters.actions.forget_sign_ups import forget_sign_ups
from masthead.newsletters.models import SignUp, Subscription, UsedProof
from masthead.readers.actions.erase_reader import erase_reader
from masthead.readers.models import Consent
from masthead.readers.queries import never_confirmed

KEPT = timedelta(days=30)  # the link to confirm is good for 14
AT_ONCE = 500  # readers in one round: the worker has other things to do


def forget_unconfirmed() -> int:
    """Delete addresses that somebody typed 30 days ago and nobody confirmed; how many rows were dealt with.

    Sign-ups that were mailed stay for their counts, without the address; those of a flood go. So do proofs of work that
    could not be used again anyway, and single mails of that age: some went to addresses that are nobody's any more.
    """
    now = timezone.now()
    before = now - KEPT
    gone = UsedProof.objects.filter(expires_at__lt=now).delete()[0]
    gone += forget_old_letters(before) + forget_limits()
    gone += SignUp.objects.filter(at__lt=before, state=SignUp.State.DROPPED).delete()[0]  # counted by nobody
    gone += forget_sign_ups(SignUp.objects.filter(at__lt=before).exclude(address=""))
    gone += _readers(before)
    gone += Subscription.objects.filter(
        state=Subscription.State.UNCONFIRMED, confirmed_at__isnull=True, asked_at__lt=before
    ).delete()[0]
    stale = Consent.objects.filter(purpose__startswith="newsletter:", confirmed_at__isnull=True, asked_at__lt=before)
    return gone + stale.delete()[0]


def _readers(before: datetime) -> int:
    found = never_confirmed(before).exclude(subscriptions__asked_at__gte=before)
    found = found.exclude(subscriptions__confirmed_at__isnull=False)[:AT_ONCE]
    gone = list(found)
    for reader in gone:
        erase_reader(reader)
    return len(gone)
