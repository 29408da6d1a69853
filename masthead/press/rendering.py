"""One address rendered: the same views that answer a request, called without one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from masthead.press import plates, reads
from masthead.press.reads import Reads
from masthead.press.serving.answers import COMPRESSIBLE, SMALLEST_WORTH_COMPRESSING
from masthead.press.targets.places import NEVER_PRINTED
from masthead.press.targets.target import Sheet

PRINTED = "Masthead-Printed"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What an address gave, and what it read. Without a sheet nothing is there: take away what stood there."""

    path: str
    sheet: Sheet | None
    reads: Reads


def render(path: str) -> Rendered:
    """Render an address. Raises what its view or template raises."""
    if f"{path}/".startswith(NEVER_PRINTED):
        return Rendered(path, None, Reads())
    with reads.record() as seen:
        response = _answer(path) if "?" not in path else None
        if response is not None and response.status_code == 200:
            body: bytes = response.content  # type: ignore[attr-defined]  # printed pages are whole
            return Rendered(path, Sheet(path, response["Content-Type"], {"identity": body}), seen)
        # An old address is one for both its spellings, and is printed as the one without a slash at its end.
        target = None if path.endswith("/") else plates.moved_to(path)
    return Rendered(path, Sheet(path, moved_to=target) if target else None, seen)


def _answer(path: str) -> HttpResponseBase | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    try:
        response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    except Http404:
        return None
    return response if PRINTED in response else None


def is_compressible(sheet: Sheet) -> bool:
    """Whether siblings in other encodings are worth their place."""
    is_text = COMPRESSIBLE.match(sheet.content_type) is not None
    return is_text and len(sheet.bodies["identity"]) >= SMALLEST_WORTH_COMPRESSING
