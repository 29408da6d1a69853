"""Pages for one reader, opened by a link from a mail: never printed, kept by nobody, named to no other site."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from masthead.press.rendering import PRINTED
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import Paper


def show_personal(template: str, title: str, paper: Paper, status: int = 200, **context: Any) -> HttpResponse:
    """The page in the paper's frame. ``title`` is in the paper's language."""
    response = show(template, PageInfo("reader", title, robots="noindex"), status, paper=paper, **context)
    del response[PRINTED]
    return keep_private(response)


def keep_private(response: HttpResponse) -> HttpResponse:
    """The address of the page is a key: no cache keeps it, no search engine and no other site learns it."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
