"""Which target this newsroom prints to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from masthead.press.targets.base import Target


def open_target(settings: Any) -> Target:
    """The folder or the object store of ``MASTHEAD_SITE_STORE``. ``DeliveryFailed`` when it cannot be opened."""
    place = settings.SITE_STORE
    if isinstance(place, Path):
        from masthead.press.targets.folder import FolderTarget

        return FolderTarget(place)
    from masthead.press.targets.s3 import S3Target

    return S3Target(*place)
