"""The press: what is being printed, what waits, what failed and why."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from masthead.newsroom.newest_backup import newest_backup
from masthead.newsroom.permissions import may_see_press
from masthead.press import state


@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """The state of the press as it is now, for who may publish."""
    _let_in(request)
    return render(request, "newsroom/press.html", {"press": state.press_state(), "backup": newest_backup()})


@require_POST
def try_again(request: HttpRequest) -> HttpResponse:
    """Print failed pages again: the one at ``path``, or all when none is named."""
    _let_in(request)
    count = state.try_again(request.POST.getlist("path") or None)
    if count:
        said = ngettext("%(count)s page is tried again.", "%(count)s pages are tried again.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.warning(request, _("Nothing was left to try again."))
    return redirect("newsroom_press")


def _let_in(request: HttpRequest) -> None:
    if not may_see_press(request.user):
        raise PermissionDenied
