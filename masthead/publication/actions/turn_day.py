"""At midnight in the newsroom's zone the date on the front page changes."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from masthead.press import edition
from masthead.publication.queries import nameplate

_today: date | None = None


def turn_day() -> int:
    """Touch the edition when a new day has begun since the last look; 1 when it has."""
    global _today  # the worker is one process; at its start the edge renders everything anyway
    today = timezone.now().astimezone(nameplate().zone).date()
    turned = _today is not None and today != _today
    _today = today
    if turned:
        edition.touch()
    return int(turned)
