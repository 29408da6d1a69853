"""Which target this newsroom prints to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from masthead.press.targets.base import Target
from masthead.press.targets.folder import FolderTarget


def open_target(settings: Any) -> Target:
    """The site folder, and with it the object store of ``MASTHEAD_SITE_STORE`` where it names one.

    The folder is always there: the paper is served from it, mirrored from it, and stays when the store is out of reach.
    ``DeliveryFailed`` when the store cannot be opened.
    """
    place = settings.SITE_STORE
    folder = FolderTarget(settings.SITE_FOLDER)
    if isinstance(place, Path):
        return folder
    from masthead.press.targets.both import Both
    from masthead.press.targets.s3 import S3Target

    return Both(folder, S3Target(*place))
