"""What happened to a list on each day of the newsroom's zone."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from masthead.newsletters.models import ListDay
from masthead.publication.queries import nameplate

THINGS = ("joined", "left", "bounced", "complained", "asked")


def count(mailing_list: int, thing: str, by: int = 1, at: datetime | None = None) -> None:
    """Count one of ``THINGS`` for a list, on the day of ``at`` or today. ``by`` may be -1, for what was undone."""
    assert thing in THINGS, thing
    day = (at or timezone.now()).astimezone(nameplate().zone).date()
    row, _is_new = ListDay.objects.get_or_create(mailing_list_id=mailing_list, day=day)
    counted = F(thing) + by if by > 0 else Greatest(F(thing) + by, Value(0))
    ListDay.objects.filter(pk=row.pk).update(**{thing: counted})
