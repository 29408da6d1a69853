"""The link in a confirmation mail, and the one in a mail to a new address.

Opening such a link changes nothing: programs that look for viruses open every link of every mail. The page has a
button; with script it presses it by itself, once somebody looks at it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from masthead.newsletters import links
from masthead.newsletters.actions.ask_new_address import take_new_address
from masthead.newsletters.actions.confirm import Standing, confirm_sign_up, standing_of
from masthead.newsletters.queries import open_lists
from masthead.newsletters.sign_up_box import SignUpBox
from masthead.newsletters.views.personal import keep_private, show_personal
from masthead.publication.queries import Paper
from masthead.readers.models import Reader


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Asks by GET, confirms by POST. Confirmed twice is confirmed."""
    said = links.opened_confirmation(token)
    standing = standing_of(said.reader, said.sign_up) if said else None
    if said is None or standing is None:
        return _void()
    if said.is_late and not standing.is_done:
        return _late(standing)
    if request.method == "POST" and not said.is_late:
        standing = confirm_sign_up(said.reader, said.sign_up)
        if standing is None:
            return _void()
    return _confirmed(standing, said.is_late) if standing.is_done else _asking(standing)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, token: str) -> HttpResponse:
    """Asks by GET whether newsletters shall come to this address, and has them come by POST."""
    found = links.opened_change(token)
    if found is None:
        return _void()
    reader, address = found
    if request.method == "POST":
        try:
            stays = take_new_address(reader, address)
        except Reader.DoesNotExist:
            return _void()
        target = f"{links.preferences_path(stays.pk, stays.token)}?done=address"
        return keep_private(HttpResponseRedirect(target, status=303))
    paper = Paper()
    with override(paper.language):
        title = gettext("Shall your newsletters come here?")
    return show_personal("pages/change_address.html", title, paper, address=address)


def _asking(standing: Standing) -> HttpResponse:
    paper = Paper()
    with override(paper.language):
        title = gettext("One click to go")
    return show_personal("pages/confirm.html", title, paper, lists=standing.lists)


def _confirmed(standing: Standing, is_late: bool) -> HttpResponse:
    """What the reader gets now. An old link tells no more than that, and opens no other page."""
    paper = Paper()
    with override(paper.language):
        title = gettext("Thank you, that is confirmed") if standing.got else gettext("You have left since")
    reader = standing.reader
    return show_personal(
        "pages/confirmed.html",
        title,
        paper,
        lists=standing.got,
        is_silenced=standing.is_silenced,
        preferences="" if is_late else links.preferences_path(reader.pk, reader.token),
        box=None if standing.got else _box(paper),
    )


def _late(standing: Standing) -> HttpResponse:
    paper = Paper()
    with override(paper.language):
        title = gettext("This link is too old")
    return show_personal("pages/confirm_late.html", title, paper, lists=standing.lists, box=_box(paper))


def _void() -> HttpResponse:
    paper = Paper()
    with override(paper.language):
        title = gettext("This link opens nothing")
    return show_personal("pages/void_link.html", title, paper, status=404, box=_box(paper))


def _box(paper: Paper) -> SignUpBox | None:
    """The form once more, if there is something to sign up for."""
    offered = open_lists()
    with override(paper.language):
        return SignUpBox("page", offered, paper) if offered else None
