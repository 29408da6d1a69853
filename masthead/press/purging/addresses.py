"""How an operator writes down a cache: ``varnish://127.0.0.1:6081``, ``cloudflare://ZONE?token=TOKEN``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

NEEDS_TOKEN = ("cloudflare", "fastly")
KINDS = ("varnish", "cloudflare", "cloudfront", "fastly")


@dataclass(frozen=True)
class Cache:
    """``place``: host and port, zone, distribution or service. ``api``: another address of the provider's service."""

    kind: str
    place: str
    token: str = field(default="", repr=False)
    api: str = ""

    def __str__(self) -> str:
        return f"{self.kind}://{self.place}"


def read_cache(text: str) -> Cache:
    """The cache; ``ValueError`` completes the sentence that begins with the option's name, and tells no token."""
    parts = urlsplit(text)
    kind, place, query = parts.scheme, parts.netloc, parse_qs(parts.query)
    if kind not in KINDS:
        raise ValueError(f"does not begin with one of {', '.join(f'{one}://' for one in KINDS)}")
    if parts.path.strip("/") or not re.fullmatch(r"[A-Za-z0-9._:\[\]-]+", place):
        raise ValueError(f"names no {'host' if kind == 'varnish' else 'zone, distribution or service'} after {kind}://")
    if set(query) - ({"token", "api"} if kind in NEEDS_TOKEN else set()):
        raise ValueError(f"has more after {kind}:// than is known there")
    token, api = query.get("token", [""])[0], query.get("api", [""])[0]
    if kind in NEEDS_TOKEN and not re.fullmatch(r"[!-~]+", token):
        raise ValueError(f"has no token: write {kind}://{place}?token=TOKEN")
    if api and urlsplit(api).scheme not in ("http", "https"):
        raise ValueError("has an api that is no address")
    return Cache(kind, place, token, api.rstrip("/"))
