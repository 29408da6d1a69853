"""Pages for what is not there: an address that leads nowhere, and the part of the site that is down."""

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


def printed_not_found(request: HttpRequest) -> HttpResponse:
    """The same page as the file that a server without Django answers with; the server says 404, not the file."""
    return _page(status=200)


def printed_unavailable(request: HttpRequest) -> HttpResponse:
    """What is answered for search, forms and the newsroom while Django is down: what still works, and what does not."""
    paper = Paper()
    with override(paper.language):
        page = PageInfo("error", gettext("Back in a moment"), robots="noindex")
    return show("pages/503.html", page, light=True, paper=paper)


def _page(status: int = 404) -> HttpResponse:
    paper = Paper()
    with override(paper.language):
        page = PageInfo("error", gettext("This page is not here"), robots="noindex")
    return show("pages/404.html", page, status=status, paper=paper, recent=articles.newest(6), sections=paper.sections)
