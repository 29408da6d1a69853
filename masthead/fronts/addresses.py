"""Every address of the fronts, for a reprint of everything. What a page leads to, it asks for itself."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.fronts import days
from masthead.publication.queries import paper as the_paper

ALWAYS = (
    "/", "/404.html", "/503.html", "/text/", "/feed.xml", "/feed.json", "/robots.txt", "/sitemap.xml",
    "/sitemap/pages.xml", "/news-sitemap.xml", "/manifest.webmanifest", "/.well-known/security.txt",
    "/.well-known/minisign.pub", "/archive/", "/today.epub",
)  # fmt: skip


def every() -> Iterator[str]:
    """Those that are always there, and each month, day and map of a day."""
    yield from ALWAYS
    for month in days.months(the_paper().nameplate.zone):
        yield month.address
        for day, _ in month.days:
            yield days.day_address(day)
            yield f"/sitemap/{day.isoformat()}.xml"
