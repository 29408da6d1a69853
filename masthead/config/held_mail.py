"""Mail, kept back while the newsroom is paused."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend

from masthead.lib.pause import is_paused

log = logging.getLogger(__name__)


class EmailBackend(BaseEmailBackend):
    """Hands messages on to ``settings.MAIL_GOES_BY``; while paused it files them, and none leaves."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self._kwargs = kwargs

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken; also those that are held."""
        if is_paused(settings.DATA):
            log.warning("event=mail_held count=%d", len(email_messages))
            held = FileBackend(file_path=str(held_folder()), fail_silently=self.fail_silently)
            return held.send_messages(email_messages) or 0
        going = get_connection(settings.MAIL_GOES_BY, fail_silently=self.fail_silently, **self._kwargs)
        return going.send_messages(email_messages) or 0


def held_folder() -> Path:
    """Where messages are kept that were not sent. They are never sent by themselves: they may be out of date."""
    return Path(settings.DATA) / "mail" / "held"


def held_count() -> int:
    """How many files of held messages there are."""
    return sum(1 for path in held_folder().glob("*") if path.is_file())
