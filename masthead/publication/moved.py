"""Old addresses lead to new ones: what nothing answers is looked up among the redirects."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from masthead.press.serving.bridge import EDITION


class MovedAddressMiddleware:
    """Turns a 404 of a GET into a redirect when one is kept for the path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/" and request.GET:  # WordPress's short links: /?p=123
            return moved_to(request) or self._front(request)
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return moved_to(request) or response

    def _front(self, request: HttpRequest) -> HttpResponseBase:
        """The edge has the front page and only asks whether the query leads elsewhere: do not render it again."""
        return HttpResponse(status=204) if EDITION in request.META else self.get_response(request)


def moved_to(request: HttpRequest) -> HttpResponse | None:
    """The redirect kept for this path, first with its query and then without."""
    for path in (request.get_full_path(), request.path):
        found = _kept_for(path)
        if found is None:
            continue
        target = _page(found.redirect_page) if found.redirect_page else found.redirect_link
        if target and target != request.path:
            kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
            return kind(target)
    return None


def _kept_for(path: str) -> Redirect | None:
    """The redirect of a path. What cannot be an address (``//[``), or be asked of PostgreSQL (NUL), has none."""
    try:
        wanted = Redirect.normalise_path(path)
    except ValueError:
        return None
    if "\0" in wanted:
        return None
    found: Redirect | None = Redirect.objects.filter(old_path=wanted).select_related("redirect_page").first()
    return found


def _page(page: Page) -> str:
    """Where the page stands now; ``""`` when it was withdrawn."""
    return page.specific.url or "" if page.live else ""
