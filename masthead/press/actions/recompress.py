"""When nothing is due: the smallest brotli that there is, for pages that will be read for years."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
from django.conf import settings
from django.utils import timezone

from masthead.press.encodings import BROTLI_BEST
from masthead.press.locking import only_one_sorts
from masthead.press.models import Page
from masthead.press.targets.folder import fresh_name
from masthead.press.targets.places import place_of
from masthead.press.targets.target import DeliveryFailed

SETTLED = timedelta(hours=1)  # what changes by the minute is not worth it
AT_ONCE = 20


def recompress() -> int:
    """Make the brotli of some settled pages as small as can be; how many."""
    pages = list(
        Page.objects.filter(due=None, is_smallest=False, printed_at__lt=timezone.now() - SETTLED).order_by("pk")[
            :AT_ONCE
        ]
    )
    for page in pages:
        _recompress(page)
    return len(pages)


def _recompress(page: Page) -> None:
    place = Path(settings.SITE_FOLDER) / place_of(page.path) if "?" not in page.path else None
    sibling = place.with_name(f"{place.name}.br") if place else None
    if place and sibling and sibling.exists():
        try:
            data = place.read_bytes()
            smaller = brotli.compress(data, quality=BROTLI_BEST)
            fresh = settings.SITE_FOLDER / fresh_name()
            fresh.write_bytes(smaller)
        except OSError as error:
            raise DeliveryFailed(f"The site folder: {error.strerror}.") from error
        with only_one_sorts():
            # Printed meanwhile, or about to be: then this sibling is of the page before.
            if Page.objects.filter(pk=page.pk, digest=page.digest, due=None, owner=None).exists():
                fresh.replace(sibling)
        fresh.unlink(missing_ok=True)
    Page.objects.filter(pk=page.pk, digest=page.digest).update(is_smallest=True)
