"""Take a reader off a list."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from masthead.mail.actions.forget_recipients import withdraw_letters
from masthead.newsletters import days
from masthead.newsletters.abouts import welcome_of
from masthead.newsletters.models import Subscription
from masthead.readers.actions.record_consent import withdraw_consent
from masthead.readers.models import Reader

WHY_CHOICES = ("too_often", "not_mine", "never_asked", "elsewhere", "other")
_COUNTED_AS = {"bounce": "bounced", "complaint": "complained"}


@transaction.atomic
def leave_list(subscription: int, by: str) -> bool:
    """End a subscription at once; whether it stood until now.

    ``by`` is "link", "one_click", "preferences", "staff", "erased", "bounce" or "complaint". An issue that is on its
    way is not sent to the reader any more, since the sending asks for each chunk who still gets it.
    """
    row = Subscription.objects.select_for_update().filter(pk=subscription).first()
    if row is None or row.state == Subscription.State.UNSUBSCRIBED:
        return False
    was_confirmed = row.state == Subscription.State.CONFIRMED
    row.state, row.left_at, row.left_by, row.left_why = Subscription.State.UNSUBSCRIBED, timezone.now(), by, ""
    row.paused_until = None
    row.save(update_fields=["state", "left_at", "left_by", "left_why", "paused_until"])
    withdraw_consent(row.reader, row.mailing_list.purpose)
    withdraw_letters("welcome", welcome_of(row.pk))
    if was_confirmed:
        days.count(row.mailing_list_id, _COUNTED_AS.get(by, "left"))
    return True


@transaction.atomic
def leave_all(reader: Reader, by: str) -> int:
    """End all subscriptions of a reader, also those not confirmed yet; how many stood."""
    standing = Subscription.objects.filter(reader=reader).exclude(state=Subscription.State.UNSUBSCRIBED)
    # In one order for everybody, so that two that end the same lists at once do not wait for one another.
    return sum(leave_list(number, by) for number in standing.order_by("mailing_list_id").values_list("pk", flat=True))


def say_why(subscription: int, choice: str, words: str) -> None:
    """Keep why a reader left, in their own words if they gave any. Nobody has to say."""
    words = " ".join(words.replace("\0", " ").split())  # PostgreSQL has no NUL
    said = ": ".join(part for part in (choice if choice in WHY_CHOICES else "", words) if part)
    left = Subscription.objects.filter(pk=subscription, state=Subscription.State.UNSUBSCRIBED)
    left.update(left_why=said[:300])
