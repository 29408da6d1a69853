"""One list: who gets it, how it grows, its automatic issues and its last ones."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from masthead.newsletters.models import Automatic, Issue, MailingList
from masthead.newsletters.results import growth
from masthead.newsroom.charts import Day, chart
from masthead.newsroom.forms.newsletters import DAYS, AutomaticForm
from masthead.newsroom.issues import page_of, staff_of
from masthead.newsroom.permissions import may_keep_lists, may_see_addresses, may_write_issues
from masthead.publication.queries import nameplate

PERIODS = (30, 90, 365)
ISSUES = 12


@require_safe
def one_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The list's page in the newsroom."""
    staff = staff_of(request)
    if not staff.has_perm("newsletters.view_mailinglist") and not may_keep_lists(staff):
        raise PermissionDenied
    mailing_list = get_object_or_404(MailingList.objects.select_related("host"), pk=pk)
    days = next((each for each in PERIODS if str(each) == request.GET.get("days")), PERIODS[0])
    grown = growth(mailing_list, days)
    issues = Issue.objects.filter(mailing_list=mailing_list).defer("body", "intro").order_by("-changed_at")[:ISSUES]
    context = {
        "list": mailing_list,
        "title": mailing_list.name,
        "growth": grown,
        "churn": None if grown.churn is None else round(grown.churn * 100, 1),
        "chart": chart([Day(each.day, each.joined, each.left + each.bounced + each.complained) for each in grown.days]),
        "days": days,
        "periods": PERIODS,
        "issues": [(issue, page_of(issue, staff)) for issue in issues],
        "automatic": (order := Automatic.objects.filter(mailing_list=mailing_list).select_related("section").first()),
        "weekdays": ", ".join(str(label) for value, label in DAYS if order and value in order.weekdays),
        "zone": nameplate().time_zone,
        "may_keep": may_keep_lists(staff),
        "may_write": may_write_issues(staff),
        "sees_addresses": may_see_addresses(staff),
    }
    return render(request, "newsroom/newsletters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def automatic(request: HttpRequest, pk: int) -> HttpResponse:
    """The standing order of a list."""
    if not may_keep_lists(request.user):
        raise PermissionDenied
    mailing_list = get_object_or_404(MailingList, pk=pk)
    order = Automatic.objects.filter(mailing_list=mailing_list).first() or Automatic(mailing_list=mailing_list)
    if request.method == "POST" and "delete" in request.POST and order.pk:
        log(instance=order, action="wagtail.delete")
        order.delete()
        messages.success(request, _("There are no automatic issues of this newsletter any more."))
        return redirect("newsroom_list", pk)
    form = AutomaticForm(request.POST or None, instance=order)
    if request.method == "POST" and form.is_valid():
        log(instance=form.save(), action="wagtail.edit")
        messages.success(request, _("Saved."))
        return redirect("newsroom_list", pk)
    context = {"form": form, "list": mailing_list, "order": order, "zone": nameplate().time_zone}
    title = _("Automatic issues of %(list)s") % {"list": mailing_list.name}
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/newsletters/automatic.html", {**context, "title": title}, status=status)
