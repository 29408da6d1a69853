"""Keep the outbox small: on a machine that mails nobody it would grow for ever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from masthead.mail.transports.spool_clearing import clear_spool

KEPT = timedelta(days=30)


def outbox() -> Path:
    """Where the spool keeps its messages."""
    return Path(settings.DATA) / "mail" / "outbox"


def clear_outbox() -> int:
    """Delete messages of more than 30 days ago; how many. For the worker, now and then."""
    return clear_spool(outbox(), (timezone.now() - KEPT).date())
