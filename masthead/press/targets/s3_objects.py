"""What becomes of a sheet in an object store: the body, its compressed siblings, or a redirect in each form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from masthead.press.targets.places import place_of, place_of_moved
from masthead.press.targets.target import Sheet

# A content network may show a page for a minute unasked, and an old one while it fetches or cannot fetch the new one.
CACHE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
HTML = "text/html; charset=utf-8"
SIBLINGS = {"gzip": ".gz", "br": ".br", "identity": ""}  # the page last: a half-delivered one is the old one
OF = "masthead-of"  # marks a sibling with the page that it was made from
MOVED_MARK = "masthead-moved"
SAFE_IN_ADDRESS = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True)
class Object:
    """A key below the prefix, its bytes, and boto's names of what goes with them."""

    place: str
    body: bytes
    extra: dict[str, Any]


def objects_of(sheet: Sheet) -> Iterator[Object]:
    """Every object of a sheet, in the order in which they must arrive."""
    yield from _moved(sheet) if sheet.moved_to else _page(sheet)


def _page(sheet: Sheet) -> Iterator[Object]:
    place, mark = place_of(sheet.path), digest_of(sheet.bodies["identity"])
    for coding, tail in SIBLINGS.items():
        if coding in sheet.bodies:
            extra = {"ContentType": sheet.content_type, "CacheControl": CACHE, "Metadata": {OF: mark}}
            if coding != "identity":
                extra["ContentEncoding"] = coding
            yield Object(place + tail, sheet.bodies[coding], extra)


def _moved(sheet: Sheet) -> Iterator[Object]:
    """The file that our own servers read, and both forms in which an S3 website looks an old address up."""
    marker = {"ContentType": "text/plain; charset=utf-8", "CacheControl": CACHE}
    yield Object(place_of_moved(sheet.path), sheet.moved_to.encode(), marker)
    target = quote(sheet.moved_to, safe=SAFE_IN_ADDRESS)
    extra = {
        "ContentType": HTML, "CacheControl": CACHE, "WebsiteRedirectLocation": target, "Metadata": {MOVED_MARK: "1"},
    }  # fmt: skip
    for place in website_places(sheet.path):
        yield Object(place, leading_page(target), extra)


def website_places(path: str) -> list[str]:
    """``/old/path`` and ``/old/path/`` as an S3 website looks for them; none for an address with a query."""
    if "?" in path:
        return []
    bare = place_of(path.rstrip("/") or "/")
    return [bare] if bare == "index.html" else [bare, f"{bare}/index.html"]


def places_of(path: str) -> set[str]:
    """All that may stand for this address, as a page or as a redirect."""
    moved = place_of_moved(path)
    if "?" in path:
        return {moved}
    return {moved, *website_places(path), *(place_of(path) + tail for tail in SIBLINGS.values())}


def digest_of(body: bytes) -> str:
    """A short name of these bytes."""
    return hashlib.blake2b(body, digest_size=12).hexdigest()


def leading_page(target: str) -> bytes:
    """For servers that know no redirects: a page that leads on by itself."""
    to = escape(target)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Moved</title><meta name="robots" '
        f'content="noindex"><meta http-equiv="refresh" content="0; url={to}"><link rel="canonical" href="{to}">'
        f'<p>This page has moved: <a href="{to}">{to}</a></p></html>\n'
    ).encode()
