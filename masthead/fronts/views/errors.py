"""Pages for what is not there: an address that leads nowhere, and the part of the site that is down."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
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


def failed(request: HttpRequest) -> HttpResponse:
    """An error that nobody has met. Made without the database, which may be what failed.

    Without the database in reach the answer is an empty 503: the edge puts the printed page in its place.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(status=503)
    text = gettext("Something went wrong here, and has been put down in the log. Go back and try again.")
    return HttpResponse(f"{text}\n", status=500, content_type="text/plain; charset=utf-8")


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
