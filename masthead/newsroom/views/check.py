"""Checking an issue, mailing it to oneself, and letting it go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from masthead.lib.pause import is_paused
from masthead.mail.actions.post_letter import post_letter
from masthead.newsletters.actions.send_issue import schedule, send_now, unschedule
from masthead.newsletters.checks import check_issue
from masthead.newsletters.exceptions import BadTemplate, CannotSend
from masthead.newsletters.models import Issue
from masthead.newsletters.rendering.message import sender_name_of, test_message
from masthead.newsroom.audience import in_words
from masthead.newsroom.forms.sending import AudienceForm, SendForm, clock_changes
from masthead.newsroom.issues import OUT, WAITING, issue_of, issue_to_send, page_of, staff_of
from masthead.newsroom.permissions import may_send
from masthead.newsroom.post_room import is_real
from masthead.publication.queries import nameplate


@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong with the issue, and all that is decided before it goes out."""
    issue = issue_of(request, pk)
    if issue.state == Issue.State.SENDING or issue.state in OUT:
        return redirect(str(page_of(issue, staff_of(request))))
    with timezone.override(nameplate().zone):
        return _show(request, issue, SendForm.of(issue))


@require_safe
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """All checks, links to other hosts included, which take some seconds: the page asks for them when it stands."""
    checks = check_issue(issue_of(request, pk))
    return render(request, "newsroom/newsletters/parts/checks.html", {"checks": checks})


@require_POST
def count(request: HttpRequest, pk: int) -> JsonResponse:
    """How many would get it, while the form is being filled."""
    issue = issue_to_send(request, pk)
    form = AudienceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"text": " ".join(map(str, form.non_field_errors())) or _("Not a day.")}, status=200)
    return JsonResponse({"text": in_words(issue, form.segment)})


@require_POST
def mail_to_oneself(request: HttpRequest, pk: int) -> HttpResponse:
    """A copy to who asks for it, and to nobody else."""
    issue, staff = issue_of(request, pk), staff_of(request)
    if is_paused(settings.DATA):
        messages.error(request, _("Mail is paused. Nothing was sent."))
        return redirect("newsroom_check_issue", pk)
    try:
        post_letter("test", staff.email, test_message(issue, staff.email), about=f"issue-test:{issue.pk}")
    except BadTemplate as error:
        messages.error(request, _("The newsletter’s own template is broken: %(reason)s") % {"reason": error})
    else:
        said = _("A test mail is on its way to %(address)s.")
        if not is_real():
            said = _("A test mail to %(address)s lies in the outbox, where publishers can open it.")
        messages.success(request, said % {"address": staff.email})
    return redirect("newsroom_check_issue", pk)


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """First say plainly what will be sent to whom and when; then do it, once that was confirmed."""
    issue = issue_to_send(request, pk)
    if issue.state not in (Issue.State.DRAFT, *WAITING):
        messages.error(request, _("This issue is on its way already, or has gone out."))
        return redirect(str(page_of(issue, staff_of(request))))
    with timezone.override(nameplate().zone):
        form = SendForm(request.POST)
        if not form.is_valid() or any(each.level == "error" for each in check_issue(issue, outside=False)):
            return _show(request, issue, form, status=422)
        if request.POST.get("seen") != _mark(issue):
            return _ask(request, issue, form)
        return _let_go(request, issue, form)


@require_POST
def back_to_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not sent at its time, and can be written on."""
    issue = issue_to_send(request, pk)
    try:
        unschedule(issue)
    except CannotSend as error:
        messages.error(request, str(error))
        return redirect(str(page_of(issue, staff_of(request)) or reverse("newsletter_issues:index")))
    log(instance=issue, action="masthead.unschedule")
    return redirect("newsletter_issues:edit", pk)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes to an issue whose time was missed: it goes out now, to whom it was meant for."""
    issue = issue_to_send(request, pk)
    if issue.state != Issue.State.ASKS:
        return redirect(str(page_of(issue, staff_of(request))))
    return _sent(request, issue, None)


def _let_go(request: HttpRequest, issue: Issue, form: SendForm) -> HttpResponse:
    kept = form.cleaned_data
    decided = {
        "segment": form.segment.kept(),
        "other_subject": kept["other_subject"],
        "trial_share": kept["trial_share"] or 20,
    }
    return _sent(request, issue, decided, form)


def _sent(
    request: HttpRequest, issue: Issue, decided: dict[str, Any] | None, form: SendForm | None = None
) -> HttpResponse:
    """Keep what was decided and let the issue go, both or neither."""
    staff, moment = staff_of(request), form.cleaned_data["moment"] if form and form.is_for_later else None
    try:
        with transaction.atomic():
            if decided:
                waiting = Issue.objects.filter(pk=issue.pk, state__in=(Issue.State.DRAFT, *WAITING))
                waiting.update(**decided)
                issue.refresh_from_db()
            if moment:
                schedule(issue, moment, by=staff)
            else:
                send_now(issue, by=staff)
            log(instance=issue, action="masthead.schedule" if moment else "masthead.send")
    except CannotSend as error:
        messages.error(request, str(error))
        issue.refresh_from_db()
        return redirect(str(page_of(issue, staff) or reverse("newsletter_issues:index")))
    return redirect("newsroom_check_issue" if moment else "newsroom_sending", issue.pk)


def _show(request: HttpRequest, issue: Issue, form: SendForm, status: int = 200) -> HttpResponse:
    checks = check_issue(issue, outside=False)
    context = {
        "issue": issue,
        "form": form,
        "checks": checks,
        "has_errors": any(each.level == "error" for each in checks),
        "may_send": may_send(request.user),
        "audience": in_words(issue),
        "zone": nameplate().time_zone,
        "sender": sender_name_of(issue.mailing_list),
        "title": _("Check and send") if may_send(request.user) else _("Check"),
    }
    return render(request, "newsroom/newsletters/check.html", context, status=status)


def _ask(request: HttpRequest, issue: Issue, form: SendForm) -> HttpResponse:
    segment, kept = form.segment, form.cleaned_data
    context = {
        "issue": issue,
        "form": form,
        "number": segment.chosen(issue.mailing_list).count(),
        "segment": segment,
        "moment": kept["moment"] if form.is_for_later else None,
        "clock_changes": form.is_for_later and clock_changes(kept["moment"]),
        "zone": nameplate().time_zone,
        "seen": _mark(issue),
        "was_changed": "seen" in request.POST,
        "title": _("Send this issue?"),
    }
    return render(request, "newsroom/newsletters/confirm_send.html", context)


def _mark(issue: Issue) -> str:
    """Changes with the issue, so that nobody confirms another text than the one they were shown."""
    return issue.changed_at.isoformat()
