"""The link that every issue has: out with one click, and no question asked (RFC 8058)."""

from __future__ import annotations

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from masthead.newsletters import links
from masthead.newsletters.actions.leave import leave_list, say_why
from masthead.newsletters.actions.undo_leaving import undo_leaving, undo_token
from masthead.newsletters.models import Subscription
from masthead.newsletters.views.personal import keep_private, show_personal
from masthead.newsletters.why import choices
from masthead.publication.queries import Paper


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Shows one button by GET, ends the subscription by POST, whatever the POST holds. Left twice is left."""
    number = links.opened_leave(token)
    if request.method != "POST":
        return _page(number)
    sent = _sent(request)
    if sent.get("List-Unsubscribe") == "One-Click":
        return _one_click(number)
    match sent.get("do"):
        case "why" if number:
            say_why(number, sent.get("why", ""), sent.get("words", ""))
            return _page(number, thanks=True)
        case "undo" if number:
            return _page(number, is_back=undo_leaving(number, sent.get("undo", "")))
        case _:
            if number:
                leave_list(number, "link")
            return _page(number)


def _one_click(number: int | None) -> HttpResponse:
    """For the reader's mail service. Who is unknown or erased gets nothing any more, so that is fine too."""
    if number:
        leave_list(number, "one_click")
    with override(Paper().language):
        done, unknown = gettext("Done. Nothing more comes from this list."), gettext("This link is no longer in use.")
    text = done if number else unknown
    return keep_private(HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8"))


def _page(number: int | None, **context: bool) -> HttpResponse:
    row = Subscription.objects.filter(pk=number).select_related("mailing_list").first() if number else None
    paper = Paper()
    is_left = row is None or row.state == Subscription.State.UNSUBSCRIBED
    with override(paper.language):
        title = _title(row, is_left, context.get("is_back", False))
        whys = choices()
    return show_personal(
        "pages/left.html" if is_left else "pages/leave.html",
        title,
        paper,
        mailing_list=row.mailing_list if row else None,
        undo=undo_token(row) if row else "",
        whys=whys,
        **context,
    )


def _title(row: Subscription | None, is_left: bool, is_back: bool) -> str:
    if row is None:
        return gettext("This link is no longer in use")
    if is_left:
        return gettext("You get no more “%(list)s”") % {"list": row.mailing_list.name}
    if is_back:
        return gettext("Welcome back to “%(list)s”") % {"list": row.mailing_list.name}
    return gettext("Leave “%(list)s”?") % {"list": row.mailing_list.name}


def _sent(request: HttpRequest) -> QueryDict:
    """The form. One that cannot be read, from whatever program, is a wish to leave like any other."""
    try:
        return request.POST
    except (MultiPartParserError, BadRequest, SuspiciousOperation, UnicodeDecodeError):
        return QueryDict()
