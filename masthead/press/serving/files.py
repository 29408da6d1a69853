"""Files of the static and media folders. Only what is meant for readers can be named."""

from __future__ import annotations

import mimetypes
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from masthead.press.serving.answers import Answer, Headers, make_answer
from masthead.press.serving.store import Store

LARGEST_IN_MEMORY = 2 * 1024 * 1024
_HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")
_SAFE_PART = re.compile(r"[^./\\\0][^/\\\0]*")
_TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
}
# Headers that go with every answer that Django did not make.
FOR_ALL: Headers = [("x-content-type-options", "nosniff"), ("referrer-policy", "strict-origin-when-cross-origin")]
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class LargeFile:
    """A file that is sent from the disk."""

    path: str
    size: int
    etag: str
    headers: Headers


class Files:
    """Reads files under ``/static/`` and the public parts of ``/media/``."""

    def __init__(self, static: Path, media: Path, store: Store) -> None:
        # Originals of pictures are not public: they may carry a place or a serial number.
        self.roots = {"/static/": static, "/media/images/": media / "images", "/media/documents/": media / "documents"}
        self.store = store

    def find(self, path: str) -> Answer | LargeFile | None:
        """What stands at a decoded path; ``None`` when nothing does, or nothing that readers may have."""
        place = self._place(path)
        if place is None:
            return None
        try:
            found = os.stat(place)
        except (OSError, ValueError):
            self.store.drop(path)
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        kept = self.store.get(path)
        if kept is not None and kept.stamp == stamp:
            return kept.answer
        headers = headers_for(path)
        if found.st_size > LARGEST_IN_MEMORY:
            return LargeFile(str(place), found.st_size, f'"{found.st_mtime_ns:x}-{found.st_size:x}"', headers)
        try:
            answer = make_answer(200, headers, place.read_bytes())
        except OSError:  # gone since we looked, or not ours to read
            return None
        self.store.put(path, answer, stamp)
        return answer

    def _place(self, path: str) -> Path | None:
        for prefix, root in self.roots.items():
            if path.startswith(prefix):
                parts = path[len(prefix) :].split("/")
                if parts and all(_SAFE_PART.fullmatch(part) for part in parts):
                    return root.joinpath(*parts)
        return None


def headers_for(path: str) -> Headers:
    """What goes with the file at a public path, whoever serves it."""
    suffix = PurePosixPath(path).suffix.lower()
    kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    headers = [("content-type", kind + charset), *FOR_ALL]
    if path.startswith("/media/"):
        # What staff upload must never run as part of this site.
        headers.append(("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"))
        is_picture = path.startswith("/media/images/")
        headers.append(("cache-control", FOR_EVER if is_picture else "public, max-age=300"))
        if not is_picture:
            headers.append(("content-disposition", "attachment"))  # a document is taken away, not opened as a page
    else:
        headers.append(("cache-control", FOR_EVER if _HASHED.search(path) else "public, max-age=300"))
    return headers
