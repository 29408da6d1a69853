"""Readers by their address: what they get, what they agreed to, and what they ask of us. For publishers alone.

An address is looked for by POST, so that it stands in no log and no history.
"""

from __future__ import annotations

import json

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from masthead.lib.numbers import row_number
from masthead.mail import suppressions
from masthead.mail.models import Suppression
from masthead.mail.suppressions import address_key
from masthead.newsletters.actions.leave import leave_list
from masthead.newsletters.models import MailingList, Subscription
from masthead.newsroom.permissions import may_see_addresses
from masthead.newsroom.viewsets.newsletters import SUBSCRIBERS
from masthead.readers.actions.erase_reader import erase_reader
from masthead.readers.actions.export_reader import export_reader
from masthead.readers.addresses import key_of
from masthead.readers.models import Reader

SHORTEST, MOST = 3, 50


@require_http_methods(["GET", "HEAD", "POST"])
def subscribers(request: HttpRequest) -> HttpResponse:
    """Look somebody up by their whole address, or by how it begins."""
    _let_in(request)
    context: dict[str, object] = {
        "title": _("Subscribers"),
        "lists": MailingList.objects.annotate(subscribers=SUBSCRIBERS).order_by("position", "name"),
    }
    if request.method == "POST":
        context |= _found(request.POST.get("address", ""))
    return render(request, "newsroom/newsletters/subscribers.html", context)


def _found(typed: str) -> dict[str, object]:
    key = key_of(typed)
    if len(key) < SHORTEST:
        return {"asked": typed, "is_short": True}
    whole = Reader.objects.filter(key=key)
    readers = list(whole) or list(Reader.objects.filter(key__startswith=key).order_by("key")[: MOST + 1])
    suppression = None if readers else suppression_of(key)
    return {"asked": typed, "readers": readers[:MOST], "is_more": len(readers) > MOST, "suppression": suppression}


@require_safe
def one_reader(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of somebody."""
    reader = _reader(request, pk)
    context = {
        "title": reader.address,
        "reader": reader,
        "subscriptions": reader.subscriptions.select_related("mailing_list"),
        "consents": reader.consents.select_related("wording").order_by("-asked_at", "-pk"),
        "suppression": suppression_of(reader.address),
    }
    return render(request, "newsroom/newsletters/reader.html", context)


@require_POST
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """End a subscription because the reader asked for it."""
    reader = _reader(request, pk)
    subscription = get_object_or_404(Subscription, reader=reader, pk=row_number(request.POST.get("subscription", "")))
    if leave_list(subscription.pk, "staff"):
        log(instance=subscription.mailing_list, action="masthead.take_off_reader", data={"reader": reader.pk})
        messages.success(request, _("They get %(list)s no more.") % {"list": subscription.mailing_list})
    return redirect("newsroom_reader", pk)


@require_POST
def give_data(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is kept of somebody as a file, to be handed to them."""
    reader = _reader(request, pk)
    log(instance=reader, action="masthead.export_reader", title=_nameless(reader))
    answer = HttpResponse(
        json.dumps(export_reader(reader), ensure_ascii=False, indent=2), content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="reader-{reader.pk}.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget somebody, after saying once more what that means."""
    reader = _reader(request, pk)
    if request.method != "POST":
        context = {"reader": reader, "title": _("Erase this reader?"), "suppression": suppression_of(reader.address)}
        return render(request, "newsroom/newsletters/erase_reader.html", context)
    log(instance=reader, action="masthead.erase_reader", title=_nameless(reader), deleted=True)
    erase_reader(reader)
    messages.success(request, _("The reader was erased."))
    return redirect("newsroom_subscribers")


@require_POST
def lift_suppression(request: HttpRequest) -> HttpResponse:
    """Let an address be mailed again that bounced or complained. Nothing is mailed by it: they sign up themselves."""
    _let_in(request)
    if suppressions.lift(request.POST.get("address", "")):
        log(instance=request.user, action="masthead.lift_suppression")
        messages.success(request, _("The address can be mailed again. Now they sign up and confirm, as anybody does."))
    else:
        messages.warning(request, _("This address was not suppressed."))
    return redirect("newsroom_subscribers")


def suppression_of(address: str) -> Suppression | None:
    """Why an address is never mailed, if so."""
    return Suppression.objects.filter(key=address_key(address)).first()


def _nameless(reader: Reader) -> str:
    """What the log calls a reader: the address would outlive its erasure there."""
    return _("Reader %(number)s") % {"number": reader.pk}


def _reader(request: HttpRequest, pk: int) -> Reader:
    _let_in(request)
    return get_object_or_404(Reader, pk=pk)


def _let_in(request: HttpRequest) -> None:
    if not may_see_addresses(request.user):
        raise PermissionDenied
