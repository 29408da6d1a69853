"""Keep the outbox small: on a machine that mails nobody it would grow for ever."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from masthead.mail.transports import outbox
from masthead.mail.transports.spool_clearing import clear_spool

KEPT = timedelta(days=30)


def clear_outbox() -> int:
    """Delete messages of more than 30 days ago; how many. For the worker, now and then."""
    return clear_spool(outbox(), (timezone.now() - KEPT).date())
