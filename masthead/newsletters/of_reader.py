"""What one reader gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from masthead.newsletters.models import MailingList, Subscription
from masthead.readers.models import Reader


@dataclass(frozen=True)
class Offered:
    """A list as the page of preferences shows it."""

    mailing_list: MailingList
    is_got: bool


def offered_to(reader: Reader) -> list[Offered]:
    """The open lists, and the closed ones that the reader still gets."""
    theirs = Subscription.objects.filter(reader=reader, state=Subscription.State.CONFIRMED)
    got = set(theirs.values_list("mailing_list_id", flat=True))
    return [Offered(row, row.pk in got) for row in MailingList.objects.all() if row.is_open or row.pk in got]


def paused_until(reader: Reader) -> datetime | None:
    """Until when the reader is mailed nothing, by their own wish."""
    paused = Subscription.objects.filter(
        reader=reader, state=Subscription.State.CONFIRMED, paused_until__gt=timezone.now()
    )
    until: datetime | None = paused.aggregate(until=Max("paused_until"))["until"]
    return until
