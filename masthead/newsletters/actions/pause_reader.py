"""Send a reader nothing for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from masthead.newsletters.models import Subscription
from masthead.readers.models import Reader

MONTH = timedelta(days=30)


@transaction.atomic
def pause_reader(reader: Reader) -> datetime | None:
    """Mail the reader no issue of any list for a month; until when, or ``None`` when they get none."""
    until = timezone.now() + MONTH
    return until if _confirmed(reader).update(paused_until=until) else None


@transaction.atomic
def end_pause(reader: Reader) -> None:
    """Mail the reader again from the next issue on."""
    _confirmed(reader).update(paused_until=None)


def _confirmed(reader: Reader) -> QuerySet[Subscription]:
    return Subscription.objects.filter(reader=reader, state=Subscription.State.CONFIRMED)
