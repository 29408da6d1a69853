"""The desk: the first page of the newsroom."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from masthead.articles.actions.shelves import shelf_for
from masthead.newsfeed.actions.post_update import post_update
from masthead.newsroom.desk import Desk
from masthead.newsroom.forms import PostUpdateForm
from masthead.people.models import Staff
from masthead.publication.queries import nameplate


def desk(request: HttpRequest) -> HttpResponse:
    """What waits, what goes out, what is out, and a field to post an update. Times are the newsroom's."""
    return _show(request, PostUpdateForm())


@require_POST
def post(request: HttpRequest) -> HttpResponse:
    """Put an update into the feed and come back to the desk, where it stands on top."""
    form = PostUpdateForm(request.POST)
    staff = request.user
    assert isinstance(staff, Staff)  # Wagtail lets nobody else through
    if not staff.has_perm("newsfeed.add_update"):
        messages.error(request, _("You may not post updates."))
        return redirect("newsroom_desk")
    if not form.is_valid():
        return _show(request, form, status=422)
    post_update(form.cleaned_data["text"], by=staff, story=form.cleaned_data["story"])
    return redirect(reverse("newsroom_desk") + "#feed")


def new_story(request: HttpRequest) -> HttpResponse:
    """Straight to the form, on this year's shelf."""
    return redirect("wagtailadmin_pages:add", "articles", "story", shelf_for(timezone.now()).pk)


def _show(request: HttpRequest, form: PostUpdateForm, status: int = 200) -> HttpResponse:
    paper, staff = nameplate(), request.user
    assert isinstance(staff, Staff)  # Wagtail lets nobody else through
    with timezone.override(ZoneInfo(paper.time_zone)):
        context = {"desk": Desk(staff), "form": form, "paper": paper, "now": timezone.localtime()}
        return render(request, "newsroom/desk.html", context, status=status)
