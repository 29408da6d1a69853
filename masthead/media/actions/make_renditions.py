"""Making the sizes and formats that pages asked for; slow work, done by the worker."""

from __future__ import annotations

import logging

from django.db import transaction

from masthead.media.models import Picture, WantedRenditions
from masthead.media.shapes import FORMATS, SHAPES
from masthead.press import outbox
from masthead.press.watching import name_of

log = logging.getLogger(__name__)
TRIES = 3


def make_renditions(picture: Picture, shape_name: str) -> None:
    """Make every missing size of the shape, plainest format first. Raises what Willow raises."""
    shape = SHAPES[shape_name]
    for kind in reversed(FORMATS):
        for width in shape.widths_for(picture.width):
            picture.get_rendition(shape.spec(width, kind))


def make_wanted(most: int = 4) -> int:
    """Make up to ``most`` wanted shapes; answer how many were taken. A picture that fails thrice is left."""
    made = []
    rows = list(
        WantedRenditions.objects.filter(attempts__lt=TRIES).select_related("picture").order_by("asked_at")[:most]
    )
    for row in rows:
        try:
            make_renditions(row.picture, row.shape)
        except Exception:
            row.attempts += 1
            row.save(update_fields=["attempts"])
            log.warning("event=renditions_failed picture=%s shape=%s", row.picture_id, row.shape, exc_info=True)
            continue
        made.append(row.pk)
    if made:
        with transaction.atomic():
            WantedRenditions.objects.filter(pk__in=made).delete()
            outbox.touch(*{name_of(Picture, row.picture_id) for row in rows if row.pk in made})
    return len(rows)
