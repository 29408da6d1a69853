"""The outbox: mail that stays on this machine, to be read and tried there.

It holds the mail of everybody, links to new passwords included, so it is for publishers alone.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from masthead.mail.transports import outbox as outbox_folder
from masthead.mail.transports.spool import SpooledMessage, message, messages
from masthead.newsroom.frames import in_new_window
from masthead.newsroom.gate import POLICY
from masthead.newsroom.permissions import may_see_addresses
from masthead.newsroom.post_room import PostRoom

AT_ONCE, MOST = 40, 1000
# What came by mail may look as it likes, but runs nothing, sends nothing and asks nobody outside for anything. Its
# links open a new window, so that an address can be confirmed from here.
FRAME_POLICY = (
    "default-src 'none'; img-src 'self' {own} data:; style-src 'unsafe-inline'; font-src 'self'; base-uri 'self'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@require_http_methods(["GET", "HEAD", "POST"])
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest messages, or those to an address, which comes by POST and so stands in no log."""
    _let_in(request)
    to = request.POST.get("to", "").strip()
    asked = request.GET.get("most", "")
    most = min(MOST, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else AT_ONCE
    found = messages(outbox_folder(), limit=most + 1, to=to)
    more = min(MOST, most + AT_ONCE) if len(found) > most and most < MOST else 0
    rows = [{"message": each, "page": _page(each)} for each in found[:most]]
    context = {"messages_there": rows, "more": 0 if to else more, "to": to, "room": PostRoom(), "title": _("Outbox")}
    return render(request, "newsroom/newsletters/outbox.html", context)


@require_safe
def one(request: HttpRequest, day: str, moment: str) -> HttpResponse:
    """A message: as a mailbox shows it, as plain text, and as it was sent."""
    shown = _message(request, day, moment)
    context = {"shown": shown, "title": shown.subject, "day": day, "moment": moment, "headers": _headers(_raw(shown))}
    return render(request, "newsroom/newsletters/outbox_message.html", context)


@require_safe
def html(request: HttpRequest, day: str, moment: str) -> HttpResponse:
    """The message's HTML alone, for the frame."""
    shown = _message(request, day, moment)
    answer = HttpResponse(in_new_window(shown.html))
    answer[POLICY] = FRAME_POLICY.format(own=settings.PUBLIC_URL)
    return answer


@require_safe
def raw(request: HttpRequest, day: str, moment: str) -> HttpResponse:
    """The file, to be kept or opened in a mail program."""
    shown = _message(request, day, moment)
    answer = HttpResponse(_raw(shown), content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{day}-{moment}.eml"'
    return answer


def _page(shown: SpooledMessage) -> str:
    return reverse("newsroom_outbox_message", args=shown.name.split("/"))


def _message(request: HttpRequest, day: str, moment: str) -> SpooledMessage:
    _let_in(request)
    found = message(outbox_folder(), f"{day}/{moment}")
    if found is None:
        raise Http404
    return found


def _raw(shown: SpooledMessage) -> bytes:
    return (outbox_folder() / f"{shown.name}.eml").read_bytes()


def _headers(data: bytes) -> str:
    """The head of the message as it was sent, folded lines and all."""
    return data.partition(b"\r\n\r\n")[0].decode(errors="replace").replace("\r\n", "\n")


def _let_in(request: HttpRequest) -> None:
    if not may_see_addresses(request.user):
        raise PermissionDenied
