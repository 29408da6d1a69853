"""Pages for what is not there: an address that leads nowhere, and the part of the site that is down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, override

from masthead.articles import lists
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import paper as the_paper


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is new, the sections, and a search."""
    return _page()


def printed_not_found(request: HttpRequest) -> HttpResponse:
    """The same page as the file that a server without Django answers with; the server says 404, not the file."""
    return _page(status=200)


def printed_unavailable(request: HttpRequest) -> HttpResponse:
    """What is answered for search, forms and the newsroom while Django is down: what still works, and what does not."""
    paper = the_paper()
    with override(paper.language):
        page = PageInfo("error", gettext("Back in a moment"), robots="noindex")
    return show("pages/503.html", page, light=True, paper=paper)


def _page(status: int = 404) -> HttpResponse:
    paper = the_paper()
    with override(paper.language):
        page = PageInfo("error", gettext("This page is not here"), robots="noindex")
    return show(
        "pages/404.html",
        page,
        status=status,
        paper=paper,
        recent=lists.every_story().newest(6),
        sections=paper.sections,
    )
