"""Printed pages from the site folder: what stands at an address, ready to send."""

from __future__ import annotations

import hashlib
import html
import mimetypes
import os
import re
import stat
import time
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from masthead.press.serving.answers import FRAMES, OF_PAGES, Answer, Body, Headers
from masthead.press.serving.files import FOR_ALL
from masthead.press.serving.store import Store
from masthead.press.targets.places import place_of, place_of_moved

# A reader's browser asks again each time and is mostly told 304: the page is never stale, and cheap.
CACHE = "public, max-age=0, must-revalidate, stale-if-error=86400"
# A page that is asked for a thousand times a second is looked up on the disk twenty times a second.
SECONDS_BETWEEN_LOOKS = 0.05
SIBLINGS = (("br", ".br"), ("gzip", ".gz"))
NOT_PAGES = (".gz", ".br", ".redirect", "/index.html")
TYPES = {
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".epub": "application/epub+zip",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".pub": "text/plain; charset=utf-8",
}
FEEDS = {"feed.xml": "application/rss+xml; charset=utf-8", "feed.json": "application/feed+json; charset=utf-8"}
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox"


class Pages:
    """Reads the site folder. What was read is kept until the file on the disk is another one."""

    def __init__(self, root: Path, store: Store, extra: Headers, onion: str = "") -> None:
        self.root = root
        self.store = store
        self.extra = extra
        self.onion = onion

    def find(self, path: str) -> Answer | None:
        """The page at a decoded address."""
        now = time.monotonic()
        kept = self.store.get(path)
        if kept is not None and kept.looked_at > now - SECONDS_BETWEEN_LOOKS:
            return kept.answer
        place = self._place(path)
        stamp = _stamp(place) if place else None
        if place is None or stamp is None:
            self.store.drop(path)
            return None
        if kept is not None and kept.stamp == stamp:
            kept.looked_at = now
            return kept.answer
        try:
            answer = self._read(path, place)
        except OSError:
            return None
        self.store.put(path, answer, stamp, now)
        return answer

    def moved(self, path: str) -> str | None:
        """Where an old address leads; ``path`` may have a query."""
        try:
            target = (self.root / place_of_moved(path)).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None
        return target or None

    def as_status(self, path: str, status: int, *headers: tuple[str, str]) -> Answer | None:
        """A printed page sent under another status, such as the one for what is not found."""
        page = self.find(path)
        if page is None:
            return None
        own = [("cache-control", "no-store" if status >= 500 else "public, max-age=60"), *headers]
        answer = Answer(status)
        for coding, body in page.bodies.items():
            kept = [pair for pair in body.headers if pair[0] not in ("cache-control", "etag")]
            answer.bodies[coding] = Body(body.data, body.etag, [*kept, *own])
        return answer

    def _place(self, path: str) -> Path | None:
        if path.endswith(NOT_PAGES) or ("/." in path and not path.startswith("/.well-known/")) or "/." in path[1:]:
            return None
        try:
            return self.root / place_of(path)
        except ValueError:
            return None

    def _read(self, path: str, place: Path) -> Answer:
        data = place.read_bytes()
        headers = self._headers(path, data)
        bodies = {"identity": data}
        for coding, tail in SIBLINGS:
            try:
                bodies[coding] = place.with_name(place.name + tail).read_bytes()
            except OSError:
                continue
        return ready(bodies, headers)

    def _headers(self, path: str, data: bytes) -> Headers:
        headers: Headers = [("content-type", content_type(path)), ("cache-control", CACHE), *FOR_ALL, *self.extra]
        found = _POLICY.search(data, 0, 2048)
        if found is None:
            return [*headers, ("content-security-policy", _NOTHING_RUNS)]
        policy = html.unescape(found.group(1).decode("ascii", "replace"))
        headers += [("content-security-policy", f"{policy}; frame-ancestors {FRAMES}"), *OF_PAGES]
        return [*headers, ("onion-location", f"{self.onion}{quote(path)}")] if self.onion else headers


def ready(bodies: dict[str, bytes], headers: Headers) -> Answer:
    """An answer of bodies that are compressed already."""
    answer = Answer(200)
    tag = hashlib.blake2b(bodies["identity"], digest_size=12).hexdigest()
    for coding, data in bodies.items():
        own: Headers = [("etag", f'"{tag}"' if coding == "identity" else f'"{tag}-{coding[0]}"')]
        if len(bodies) > 1:
            own.append(("vary", "accept-encoding"))
        if coding != "identity":
            own.append(("content-encoding", coding))
        answer.bodies[coding] = Body(data, own[0][1], [*headers, *own])
    return answer


def content_type(path: str) -> str:
    """The type of what is printed at an address."""
    name = PurePosixPath(path).name
    if path.endswith("/"):
        return "text/html; charset=utf-8"
    if name in FEEDS:
        return FEEDS[name]
    suffix = PurePosixPath(name).suffix
    kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") and "charset" not in kind else kind


def _stamp(place: Path) -> tuple[int, int, int] | None:
    try:
        found = os.stat(place)
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if stat.S_ISREG(found.st_mode) else None
