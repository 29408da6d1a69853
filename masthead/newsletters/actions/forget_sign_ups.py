"""Forget who filled a form."""

from __future__ import annotations

from django.db.models import Case, QuerySet, Value, When

from masthead.newsletters.models import SignUp


def forget_sign_ups(rows: QuerySet[SignUp]) -> int:
    """Take address and network out of sign-ups, which stay to be counted; how many there were.

    One that still waits is dropped: there is nobody to mail.
    """
    waiting = When(state=SignUp.State.WAITING, then=Value(SignUp.State.DROPPED.value))
    return rows.update(address="", network="", state=Case(waiting, default="state"))
