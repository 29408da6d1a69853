"""Which target this newsroom prints to."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masthead.press.targets.folder import FolderTarget
from masthead.press.targets.target import Target

if TYPE_CHECKING:
    from masthead.press.targets.s3 import S3Target


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

    return Both(folder, open_store(*place))


@lru_cache(maxsize=2)
def open_store(bucket: str, prefix: str) -> S3Target:
    """The object store, kept open: to read what boto3 knows of it takes a third of a second."""
    from masthead.press.targets.s3 import S3Target

    return S3Target(bucket, prefix)
