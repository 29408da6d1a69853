"""Pages that only machines read: sitemaps, robots.txt, security.txt, the web manifest."""

from __future__ import annotations

import json
from datetime import UTC, date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone

from masthead.fronts import sitemaps
from masthead.press import reads
from masthead.press.mirrors.keys import public_key
from masthead.publication.pages import absolute, show_plain
from masthead.publication.queries import FRAME
from masthead.publication.queries import paper as the_paper

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The map of the maps."""
    return show_plain(sitemaps.index(the_paper()), XML)


def sitemap_day(request: HttpRequest, day: str) -> HttpResponse:
    """The stories of a day."""
    try:
        found = sitemaps.day(the_paper(), date.fromisoformat(day))
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise Http404
    return show_plain(found, XML)


def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """Everything that is no story."""
    return show_plain(sitemaps.pages(the_paper()), XML)


def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The stories of the last two days."""
    return show_plain(sitemaps.news(the_paper()), XML)


def robots(request: HttpRequest) -> HttpResponse:
    """Everybody may read the paper; nobody needs the staff area and the forms."""
    reads.note(FRAME)
    reads.ask("/.well-known/security.txt")  # there once the nameplate has an e-mail
    lines = [
        "User-agent: *",
        "Allow: /",
        "Disallow: /newsroom/",
        "Disallow: /-/",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        f"Sitemap: {absolute('/news-sitemap.xml')}",
        "",
    ]
    return show_plain("\n".join(lines), TEXT)


def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116). Not there while the nameplate has no e-mail, which the RFC demands."""
    reads.note("month")
    email = the_paper().email
    if not email:
        raise Http404
    lines = [
        f"Contact: mailto:{email}",
        f"Expires: {_expires():%Y-%m-%dT00:00:00Z}",
        f"Preferred-Languages: {', '.join(code for code, _ in settings.LANGUAGES)}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
        "",
    ]
    return show_plain("\n".join(lines), TEXT)


def mirror_key(request: HttpRequest) -> HttpResponse:
    """The key that readers verify a mirror with."""
    return show_plain(public_key(settings.DATA).text, TEXT)


def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows when the paper is put on its first screen (https://www.w3.org/TR/appmanifest/)."""
    paper = the_paper()
    data = {
        "id": "/",
        "name": paper.name,
        "short_name": paper.name[:12].strip(),
        "description": paper.description,
        "lang": paper.language,
        "dir": paper.direction,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}, *_icons()],
    }
    return show_plain(json.dumps(data, ensure_ascii=False), "application/manifest+json; charset=utf-8")


def _icons() -> list[dict[str, str]]:
    """For phones, which want pixels; the drawing keeps clear of the edges that some of them cut off."""
    return [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]


def _expires() -> date:
    """The first day of the month eleven months on: the same all month, and never more than a year away."""
    today = timezone.now().astimezone(UTC).date()
    months = today.year * 12 + today.month - 1 + 11
    return date(months // 12, months % 12 + 1, 1)
