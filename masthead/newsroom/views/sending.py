"""An issue on its way, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from masthead.mail.models import Mailing
from masthead.mail.queries import in_doubt, mailing_for
from masthead.newsletters.actions import steer_sending
from masthead.newsletters.exceptions import CannotSend
from masthead.newsletters.mailing_kind import KIND
from masthead.newsletters.models import Issue
from masthead.newsletters.results import Progress, progress, results
from masthead.newsroom.audience import counted
from masthead.newsroom.issues import issue_to_send, page_of, staff_of
from masthead.newsroom.permissions import may_see_addresses, may_send
from masthead.people.models import Staff
from masthead.readers.models import Reader

NUMBERS = (
    "submitted", "deferred", "refused", "bounced", "complained", "in_doubt", "gone", "held", "audience", "answered",
)  # fmt: skip
SHOWN = 100
Step = Callable[[Issue, HttpRequest], str]


@require_safe
def sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the sending stands; the page follows it."""
    issue = _seen(request, pk)
    if issue.state != Issue.State.SENDING:
        return redirect(page_of(issue, staff_of(request)) or reverse("newsletter_issues:index"))
    now = progress(issue)
    context = {"issue": issue, "now": now, "texts": texts_of(now), "may_send": may_send(request.user)}
    named = {"title": issue.subject, "state": state_of(issue, now), "doubtful": doubtful(issue, staff_of(request))}
    return render(request, "newsroom/newsletters/sending.html", {**context, **named})


@require_safe
def numbers(request: HttpRequest, pk: int) -> JsonResponse:
    """The same as numbers, for the page that stays open."""
    issue = _seen(request, pk)
    now = progress(issue)
    told = {"state": state_of(issue, now), "texts": texts_of(now)}
    return JsonResponse({**told, "audience": now.counts.audience, "done": now.counts.answered})


@require_safe
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of an issue that has gone out."""
    issue = _seen(request, pk)
    if issue.state not in (Issue.State.SENT, Issue.State.STOPPED):
        return redirect(page_of(issue, staff_of(request)) or reverse("newsletter_issues:index"))
    found, now = results(issue), progress(issue)
    most = max((each.clicks for each in found.clicks), default=0)
    context = {"issue": issue, "now": now, "results": found, "most_clicks": most, "may_send": may_send(request.user)}
    named = {"title": issue.subject, "texts": texts_of(now), "doubtful": doubtful(issue, staff_of(request))}
    return render(request, "newsroom/newsletters/results.html", {**context, **named})


@require_http_methods(["GET", "HEAD", "POST"])
def steer(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Pause, resume, stop, send to the doubtful or choose a subject: asked for once more before it is done."""
    issue = issue_to_send(request, pk)
    if step not in STEPS:
        raise Http404
    back = page_of(issue, staff_of(request)) or reverse("newsletter_issues:index")
    if request.method != "POST":
        if step not in QUESTIONS:
            return redirect(back)
        return render(request, "newsroom/newsletters/steer.html", _question(issue, step, back))
    try:
        said = STEPS[step](issue, request)
    except CannotSend as error:
        messages.error(request, str(error))
    else:
        log(instance=issue, action=f"masthead.{step}_sending")
        messages.success(request, said)
    issue.refresh_from_db()
    return redirect(page_of(issue, staff_of(request)) or reverse("newsletter_issues:index"))


def doubtful(issue: Issue, staff: Staff) -> list[Reader]:
    """Who is in doubt, for who may see addresses; everybody else sees how many."""
    mailing = mailing_for(KIND, issue.pk)
    if mailing is None or not may_see_addresses(staff):
        return []
    return list(Reader.objects.filter(subscriptions__in=in_doubt(mailing)[:SHOWN]).order_by("key"))


def state_of(issue: Issue, now: Progress) -> str:
    """One word for all that makes the page look different."""
    return f"{issue.state}-{now.state}-{bool(now.reason)}-{bool(now.counts.held)}-{bool(now.counts.in_doubt)}"


def texts_of(now: Progress) -> dict[str, str]:
    """The numbers as they are read."""
    found = {name: counted(getattr(now.counts, name)) for name in NUMBERS}
    return {
        **found,
        "rate": counted(now.per_minute),
        "left": _left(now),
        "share": f"{now.share} %",
        "reason": now.reason,
    }


def _left(now: Progress) -> str:
    if now.seconds_left is None:
        return "–"
    minutes = -(-now.seconds_left // 60)
    if minutes < 2:
        return _("about a minute")
    if minutes < 90:
        return ngettext("about %(count)s minute", "about %(count)s minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("about %(count)s hour", "about %(count)s hours", hours) % {"count": hours}


def _pause(issue: Issue, request: HttpRequest) -> str:
    _must(steer_sending.pause_sending(issue))
    return _("The sending is paused. Messages that are on their way still arrive.")


def _resume(issue: Issue, request: HttpRequest) -> str:
    _must(steer_sending.resume_sending(issue))
    return _("The sending goes on.")


def _stop(issue: Issue, request: HttpRequest) -> str:
    _must(steer_sending.stop_sending(issue))
    return _("The sending was stopped for good.")


def _doubtful(issue: Issue, request: HttpRequest) -> str:
    count = steer_sending.send_to_doubtful(issue)
    _must(bool(count))
    return ngettext("Sent once more to %(count)s reader.", "Sent once more to %(count)s readers.", count) % {
        "count": count
    }


def _choose(issue: Issue, request: HttpRequest) -> str:
    variant = request.POST.get("variant", "")
    _must(bool(steer_sending.choose_subject(issue, variant)))
    subject = issue.other_subject if variant == "B" else issue.subject
    return _("All others get “%(subject)s”.") % {"subject": subject}


STEPS: dict[str, Step] = {
    "pause": _pause, "resume": _resume, "stop": _stop, "doubtful": _doubtful, "choose": _choose,
}  # fmt: skip
QUESTIONS = ("stop", "doubtful")


def _question(issue: Issue, step: str, back: str) -> dict[str, Any]:
    now = progress(issue)
    title = _("Stop this sending for good?") if step == "stop" else _("Send once more to those in doubt?")
    return {
        "issue": issue,
        "step": step,
        "now": now,
        "back": back,
        "title": title,
        "is_paused": now.state == Mailing.State.PAUSED,
    }


def _must(is_done: bool) -> None:
    if not is_done:
        raise CannotSend(_("Nothing was changed: the sending is in another state already."))


def _seen(request: HttpRequest, pk: int) -> Issue:
    """Numbers are for everybody who may see issues; they name no reader."""
    staff: Staff = staff_of(request)
    if not staff.has_perm("newsletters.view_issue") and not staff.has_perm("newsletters.change_issue"):
        raise PermissionDenied
    return get_object_or_404(Issue.objects.select_related("mailing_list", "sent_by", "written_by"), pk=pk)
