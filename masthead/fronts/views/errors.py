"""The page for an address that leads nowhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, override

from masthead.articles import queries as articles
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import Paper


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is new, the sections, and a search."""
    paper = Paper()
    with override(paper.language):
        page = PageInfo("error", gettext("This page is not here"), robots="noindex")
    return show("pages/404.html", page, status=404, paper=paper, recent=articles.newest(6), sections=paper.sections)
