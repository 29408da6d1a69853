"""Bringing static files, pictures and documents to the object store, where the paper is printed to one."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from django.conf import settings

from masthead.press.targets.opening import open_store
from masthead.press.targets.target import DeliveryFailed

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 20.0

_looked_at = float("-inf")


def deliver_files() -> int:
    """Upload what is new, now and then; how many files. What fails is tried at the next look."""
    global _looked_at  # only so that the store is not listed twice a second
    if isinstance(settings.SITE_STORE, Path) or time.monotonic() < _looked_at + SECONDS_BETWEEN_LOOKS:
        return 0
    _looked_at = time.monotonic()
    from masthead.press.targets.s3_files import upload_all

    try:
        done = upload_all(open_store(*settings.SITE_STORE), settings)
    except DeliveryFailed as error:
        log.warning("event=files_not_delivered reason=%s", error)
        return 0
    return done.sent
