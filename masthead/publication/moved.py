"""Old addresses lead to new ones: what nothing answers is looked up among the redirects."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


class MovedAddressMiddleware:
    """Turns a 404 of a GET into a redirect when one is kept for the path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path == "/" and request.GET:
            return moved_to(request) or response  # WordPress's short links: /?p=123
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return moved_to(request) or response


def moved_to(request: HttpRequest) -> HttpResponse | None:
    """The redirect kept for this path, first with its query and then without."""
    for path in (request.get_full_path(), request.path):
        found = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).select_related("redirect_page").first()
        if found is None:
            continue
        target = _page(found.redirect_page) if found.redirect_page else found.redirect_link
        if target and target != request.path:
            kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
            return kind(target)
    return None


def _page(page: Page) -> str:
    """Where the page stands now; ``""`` when it was withdrawn."""
    return page.specific.url or "" if page.live else ""
