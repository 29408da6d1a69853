"""Static files, pictures and documents in the object store, under the addresses that they have on the site."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from masthead.press.serving.files import FOR_EVER, headers_for
from masthead.press.targets.s3 import S3Target
from masthead.press.targets.s3_client import translated

log = logging.getLogger(__name__)
NAMES = {"content-type": "ContentType", "cache-control": "CacheControl", "content-disposition": "ContentDisposition"}


@dataclass
class Uploaded:
    """What an upload did."""

    sent: int = 0
    same: int = 0
    removed: int = 0


def upload_all(target: S3Target, settings: Any) -> Uploaded:
    """All files that pages ask for. Uploads that were taken back go; static files of versions before stay."""
    whole = Uploaded()
    for root, prefix, removes in (
        (settings.STATIC_ROOT, "static", False),
        (settings.MEDIA_ROOT / "images", "media/images", True),
        (settings.MEDIA_ROOT / "documents", "media/documents", True),
    ):
        done = upload_files(target, root, prefix, removes)
        whole = Uploaded(whole.sent + done.sent, whole.same + done.same, whole.removed + done.removed)
    return whole


def upload_files(target: S3Target, root: Path, prefix: str, removes: bool = False) -> Uploaded:
    """Bring the files below ``root`` to ``/prefix/`` of the store; those that are there already stay.

    ``removes``: what is not below ``root`` any more goes. Static files of the version before should stay: pages that
    readers have open still ask for them. From an empty folder nothing follows, but for the last file of all.
    """
    prefix = f"{prefix.strip('/')}/"
    known = {item["Key"].removeprefix(target.prefix): item for item in target.listed(prefix)}
    files = {f"{prefix}{path.relative_to(root).as_posix()}": path for path in _files(root)}
    due = [(place, path) for place, path in files.items() if not _is_same(known.get(place), place, path)]
    target.in_parallel(lambda pair: _send(target, *pair), due)
    gone = set(known) - set(files) if removes else set()
    if len(gone) > 1 and not files:
        log.warning("event=uploads_missing folder=%s kept=%s", root, len(gone))
        return Uploaded()  # a disk that is not mounted looks so: it must not take every picture of the paper along
    target.delete(gone)
    return Uploaded(len(due), len(files) - len(due), len(gone))


def _files(root: Path) -> Iterator[Path]:
    """Regular files that readers may have: no hidden ones, and no links that lead elsewhere."""
    for path in sorted(root.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if not is_hidden and path.is_file() and not path.is_symlink():
            yield path


def _is_same(found: dict[str, Any] | None, place: str, path: Path) -> bool:
    """Whether the store has these bytes: by size and hash, or by size alone where the name never changes meaning.

    A store that encrypts gives no hash that we know; then a file without a hashed name is sent again.
    """
    if found is None or found["Size"] != path.stat().st_size:
        return False
    if dict(headers_for(f"/{place}"))["cache-control"] == FOR_EVER:
        return True
    return bool(found["ETag"].strip('"') == _md5(path))


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _send(target: S3Target, place: str, path: Path) -> None:
    extra = {NAMES[name]: value for name, value in headers_for(f"/{place}") if name in NAMES}
    with translated(target.name), path.open("rb") as file:
        target.client.put_object(Bucket=target.bucket, Key=target.prefix + place, Body=file, **extra)
