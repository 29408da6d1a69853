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

from masthead.publication.models import Section
from masthead.publication.queries import Paper
from masthead.publication.style import head_script, stylesheet, text_stylesheet

# Marks an answer that is the same for every reader, so that the edge may keep it.
PRINTED = "Masthead-Printed"


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
    printed_at: datetime | None = None

    @property
    def canonical(self) -> str:
        """The absolute address; empty for a page that has none, such as the 404."""
        return absolute(self.path) if self.path else ""


def absolute(path: str) -> str:
    """``path`` under the public address of the paper; whole addresses stay as they are."""
    return path if "://" in path else f"{settings.PUBLIC_URL}{path}"


def show(template: str, page: PageInfo, status: int = 200, light: bool = False, **context: Any) -> HttpResponse:
    """A printed page: the template in the paper's language and zone, with the headers that go with it.

    ``light``: the page brings the small stylesheet and nothing else.
    """
    paper = context.pop("paper", None) or Paper()
    style = text_stylesheet() if light else stylesheet(paper.sections)
    script = head_script()
    page.printed_at = timezone.now()
    if page.share_picture:
        page.share_picture = absolute(page.share_picture)
    with translation.override(paper.language), timezone.override(ZoneInfo(paper.time_zone)):
        html = get_template(template).render(
            {**context, "paper": paper, "page": page, "style": style, "text_style": style, "head_script": script}
        )
    response = HttpResponse(html, status=status)
    response[PRINTED] = "1"
    response["Content-Security-Policy"] = content_policy(style, script)
    response["Permissions-Policy"] = (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()"
    )
    response["Cross-Origin-Resource-Policy"] = "same-origin"
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
    """The page's own style and script by their hashes, files of this host, and nothing else at all."""
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
        "frame-ancestors 'self'" if settings.DEBUG else "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ]
    if settings.IS_SECURE:
        rules.append("upgrade-insecure-requests")
    return "; ".join(rules)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
