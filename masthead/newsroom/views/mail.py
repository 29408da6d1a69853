"""Sending: what is on its way, what waits, and how much each group of mail providers is sent."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from masthead.mail.groups import LABELS
from masthead.mail.models import Allowance
from masthead.newsroom.forms.newsletters import AllowanceForm
from masthead.newsroom.permissions import may_keep_lists, may_see_addresses, may_send
from masthead.newsroom.post_room import PostRoom


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The state of the mail, for who may send."""
    if not may_send(request.user):
        raise PermissionDenied
    shown = {"sees_addresses": may_see_addresses(request.user), "may_allow": may_keep_lists(request.user)}
    return render(request, "newsroom/newsletters/mail.html", {"room": PostRoom(), "title": _("Sending"), **shown})


@require_http_methods(["GET", "HEAD", "POST"])
def allowance(request: HttpRequest, group: str) -> HttpResponse:
    """How much one group is sent. Nothing filled in takes the limit away."""
    if not may_keep_lists(request.user):
        raise PermissionDenied
    if group not in LABELS:
        raise Http404
    row = Allowance.objects.filter(group=group).first() or Allowance(group=group)
    form = AllowanceForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        _keep(form, row)
        messages.success(request, _("Saved."))
        return redirect("newsroom_mail")
    context = {"form": form, "label": LABELS[group], "title": _("Allowance: %(group)s") % {"group": LABELS[group]}}
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/newsletters/allowance.html", context, status=status)


def _keep(form: AllowanceForm, before: Allowance) -> None:
    row = form.save(commit=False)
    if row.per_minute is None and row.per_day is None:
        Allowance.objects.filter(group=row.group).delete()
        return
    if "per_day" in form.changed_data or "growth" in form.changed_data or row.begun_on is None:
        row.begun_on = timezone.now().date()  # the growth counts from the day on which it was decided
    row.save()
    log(instance=row, action="wagtail.edit", content_changed=form.has_changed())
