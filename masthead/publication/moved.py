"""Old addresses lead to new ones: what nothing answers is looked up among the redirects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from masthead.press import outbox, reads


class MovedAddressMiddleware:
    """Turns a 404 of a GET into a redirect when one is kept for the path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/" and request.GET:  # WordPress's short links: /?p=123
            return moved_to(request) or self.get_response(request)
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return moved_to(request) or response


def moved_to(request: HttpRequest) -> HttpResponse | None:
    """The redirect kept for this path, first with its query and then without."""
    for path in (request.get_full_path(), request.path):
        found = _kept_for(path)
        target = _target(found) if found else ""
        if found and target and target != request.path:
            kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
            return kind(target)
    return None


def target_of(path: str) -> str | None:
    """Where an old address leads, for the press: ``/?p=12`` and ``/old/path`` are two old addresses."""
    found = _kept_for(path)
    reads.note(name(found.old_path if found else path))
    target = _target(found) if found else ""
    return target if target and target.rstrip("/") != path.rstrip("/") else None


def name(old_path: str) -> str:
    """What is noted of a redirect."""
    return f"moved:{old_path}"


def addresses() -> Iterator[str]:
    """Every old address that leads somewhere."""
    return Redirect.objects.values_list("old_path", flat=True).iterator()  # type: ignore[no-any-return]


def lead_again(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page is out, perhaps again: its old addresses, at which nothing stood meanwhile, lead to it."""
    outbox.want(*Redirect.objects.filter(redirect_page_id=instance.pk).values_list("old_path", flat=True))


def remember(sender: type[Redirect], instance: Redirect, **kwargs: Any) -> None:
    """Before a redirect is saved: which old address it was for until now."""
    known = Redirect.objects.filter(pk=instance.pk) if instance.pk else Redirect.objects.none()
    instance.was_for = known.values_list("old_path", flat=True).first()


def leave(sender: type[Redirect], instance: Redirect, **kwargs: Any) -> None:
    """It is for another address now: at the one before nothing is left."""
    if instance.was_for and instance.was_for != instance.old_path:
        outbox.touch(name(instance.was_for))
        outbox.want(instance.was_for)


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


def _target(kept: Redirect) -> str:
    """Where it leads now; ``""`` when the page was withdrawn."""
    if not kept.redirect_page:
        return str(kept.redirect_link)
    page = kept.redirect_page.specific
    address = str(getattr(page, "address", "") or "") if page.live else ""
    return address + kept.redirect_page_route_path.lstrip("/") if address else ""
