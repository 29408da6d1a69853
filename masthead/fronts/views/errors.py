"""The page for an address that leads nowhere."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, override

from masthead.articles import queries as articles
from masthead.press.serving.bridge import EDITION
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import Paper


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is new, the sections, and a search.

    Scanners ask for thousands of pages that are not there: for the edge it is rendered once in an edition.
    """
    edition = request.META.get(EDITION)
    if edition is None:
        return _page()
    kept = _kept(edition)
    return HttpResponse(kept.content, status=404, headers=dict(kept.items()))


@lru_cache(maxsize=1)
def _kept(edition: int) -> HttpResponse:
    return _page()


def _page() -> HttpResponse:
    paper = Paper()
    with override(paper.language):
        page = PageInfo("error", gettext("This page is not here"), robots="noindex")
    return show("pages/404.html", page, status=404, paper=paper, recent=articles.newest(6), sections=paper.sections)
