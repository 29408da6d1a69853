"""Putting a reader's page together: the paper's frame, the page's own facts, and its security policy.

A page is rendered without a request, a session or a cookie: it is the same for every reader.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from masthead.press.rendering import PRINTED
from masthead.press.serving.answers import FRAMES, OF_PAGES
from masthead.publication.models import Section
from masthead.publication.queries import paper as the_paper
from masthead.publication.style import head_script, stylesheet, text_stylesheet

FRAMES_IN_DEBUG = "'self'"


@dataclass
class PageInfo:
    """What a page says of itself in its head. Paths begin with ``/``."""

    kind: str
    title: str = ""
    path: str = ""
    description: str = ""
    section: Section | None = None
    share_picture: str = ""
    image_alt: str = ""
    json_ld: SafeString = field(default_factory=lambda: mark_safe(""))
    feed: str = ""
    robots: str = ""
    prev: str = ""
    next: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def canonical(self) -> str:
        """The absolute address; empty for a page that has none, such as the 404."""
        return absolute(self.path) if self.path else ""

    @property
    def piece_key(self) -> tuple[str, str]:
        """What the frame around a page depends on: the front page has its own, and a section is marked in it."""
        return self.kind if self.kind in ("front", "section") else "", self.section.slug if self.section else ""


def absolute(path: str) -> str:
    """``path`` under the public address of the paper; whole addresses stay as they are."""
    return path if "://" in path else f"{settings.PUBLIC_URL}{path}"


def show(template: str, page: PageInfo, status: int = 200, light: bool = False, **context: Any) -> HttpResponse:
    """A printed page: the template in the paper's language and zone, with the headers that go with it.

    ``light``: the page brings the small stylesheet and nothing else.
    """
    paper = context.pop("paper", None) or the_paper()
    style = text_stylesheet() if light else stylesheet(paper.sections)
    script = head_script()
    policy = content_policy(style, script)
    if page.share_picture:
        page.share_picture = absolute(page.share_picture)
    frame = {"paper": paper, "page": page, "style": style, "text_style": style, "head_script": script, "policy": policy}
    with translation.override(paper.language), timezone.override(ZoneInfo(paper.time_zone)):
        html = get_template(template).render({**context, **frame})
    response = HttpResponse(html, status=status)
    response[PRINTED] = "1"
    response["Content-Security-Policy"] = with_frames(policy)
    for name, value in OF_PAGES:
        response[name] = value
    response["Content-Language"] = paper.language
    return response


def show_plain(body: str | bytes, content_type: str) -> HttpResponse:
    """A printed page that is not HTML: a feed, a sitemap, robots.txt."""
    response = HttpResponse(body, content_type=content_type)
    response[PRINTED] = "1"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


@lru_cache(maxsize=16)
def content_policy(style: str, script: str) -> str:
    """The page's own style and script by their hashes, files of this host, and nothing else at all.

    It stands in the page itself, so that it is right wherever the file is served from.
    """
    rules = [
        "default-src 'none'",
        f"script-src 'self' '{_hash(script)}'",
        f"style-src '{_hash(style)}'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    ]
    if settings.IS_SECURE:
        rules.append("upgrade-insecure-requests")
    return "; ".join(rules)


def with_frames(policy: str) -> str:
    """The policy as a header: who may frame the page cannot be said inside it."""
    return f"{policy}; frame-ancestors {FRAMES_IN_DEBUG if settings.DEBUG else FRAMES}"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
