"""The page on which readers see and change all that they get. Its link comes by mail; there is no login."""

from __future__ import annotations

import json
from functools import wraps
from typing import Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from masthead.newsletters import links, wording
from masthead.newsletters.actions.ask_new_address import MOST_A_DAY, Asked, ask_new_address
from masthead.newsletters.actions.change_lists import change_lists
from masthead.newsletters.actions.confirm import is_silenced
from masthead.newsletters.actions.leave import leave_all
from masthead.newsletters.actions.pause_reader import end_pause, pause_reader
from masthead.newsletters.of_reader import offered_to, paused_until
from masthead.newsletters.views.personal import keep_private, show_personal
from masthead.publication.queries import Paper
from masthead.readers.actions.erase_reader import erase_reader
from masthead.readers.actions.export_reader import export_reader
from masthead.readers.actions.void_links import void_links
from masthead.readers.addresses import read_address
from masthead.readers.exceptions import NotAnAddress
from masthead.readers.models import Reader

DONE = ("saved", "paused", "resumed", "mailed", "address", "left", "void")


class OfReader(Protocol):
    """A view that has found the reader."""

    def __call__(self, request: HttpRequest, reader: Reader) -> HttpResponse: ...


class OfToken(Protocol):
    """A view that gets a token."""

    def __call__(self, request: HttpRequest, token: str) -> HttpResponse: ...


def of_reader(view: OfReader) -> OfToken:
    """Give the view the reader whom the link was made for; a link that is void gets a page that says so."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        reader = links.opened_preferences(token)
        try:
            return view(request, reader) if reader else _void()
        except Reader.DoesNotExist:  # erased in another window, this very moment
            return _void()

    return found


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@of_reader
def preferences(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Lists, pause, address, leaving all; each a form of its own that works without script."""
    if request.method != "POST":
        return _page(reader, done=request.GET.get("done", ""))
    match request.POST.get("do"):
        case "lists":
            _change_lists(request, reader)
            return _back(reader, "saved")
        case "pause":
            return _back(reader, "paused" if pause_reader(reader) else "")
        case "resume":
            end_pause(reader)
            return _back(reader, "resumed")
        case "address":
            return _new_address(request, reader)
        case "leave":
            leave_all(reader, "preferences")
            return _back(reader, "left")
        case "void":
            void_links(reader)
            return _back(reader, "void")
    return _page(reader)


@csrf_exempt
@require_safe
@of_reader
def data(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All that is kept of the reader, as a file."""
    text = json.dumps(export_reader(reader), ensure_ascii=False, indent=2)
    response = HttpResponse(f"{text}\n", content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return keep_private(response)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@of_reader
def erase(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Says by GET what is deleted and what stays, and deletes by POST."""
    paper = Paper()
    if request.method == "POST":
        erase_reader(reader)
        with override(paper.language):
            title = gettext("We have forgotten you")
        return show_personal("pages/erased.html", title, paper)
    with override(paper.language):
        title = gettext("Delete all you know of me")
    back = links.preferences_path(reader.pk, reader.token)
    return show_personal("pages/erase.html", title, paper, reader=reader, back=back)


def _change_lists(request: HttpRequest, reader: Reader) -> None:
    paper = Paper()
    with override(paper.language):
        words = wording.keep(wording.words(paper.name))
    change_lists(reader, request.POST.getlist("shown"), request.POST.getlist("list"), words)


def _new_address(request: HttpRequest, reader: Reader) -> HttpResponse:
    typed = request.POST.get("email", "")[:320]
    with override(Paper().language):
        try:
            asked = ask_new_address(reader, read_address(typed))
        except NotAnAddress as error:
            return _page(reader, 422, typed=typed, problem=str(error))
        if asked is Asked.SAME:
            return _page(reader, 422, typed=typed, problem=gettext("Your newsletters go to this address already"))
        if asked is Asked.TOO_OFTEN:
            problem = gettext("We have sent %(most)s such mails today. Please try again tomorrow") % {
                "most": MOST_A_DAY
            }
            return _page(reader, 422, typed=typed, problem=problem % {"most": MOST_A_DAY})
    return _back(reader, "mailed")


def _back(reader: Reader, done: str) -> HttpResponse:
    """The page again, so that reloading it sends no form a second time."""
    path = links.preferences_path(reader.pk, reader.token)
    return keep_private(HttpResponseRedirect(f"{path}?done={done}" if done else path, status=303))


def _page(reader: Reader, status: int = 200, done: str = "", typed: str = "", problem: str = "") -> HttpResponse:
    paper, offered = Paper(), offered_to(reader)
    with override(paper.language):
        title, words = gettext("Your newsletters"), wording.words(paper.name)
    return show_personal(
        "pages/preferences.html",
        title,
        paper,
        status,
        reader=reader,
        path=links.preferences_path(reader.pk, reader.token),
        offered=offered,
        gets_any=any(offer.is_got for offer in offered),
        paused_until=paused_until(reader),
        is_silenced=is_silenced(reader.address),
        done=done if done in DONE else "",
        words=words,
        typed=typed,
        problem=problem,
    )


def _void() -> HttpResponse:
    paper = Paper()
    with override(paper.language):
        title = gettext("This link opens nothing")
    return show_personal("pages/void_link.html", title, paper, 404)
