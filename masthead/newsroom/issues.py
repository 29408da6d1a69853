"""An issue in the newsroom: who may work on it, and on which page the work goes on."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.permission_policies import OwnershipPermissionPolicy

from masthead.newsletters.models import Issue
from masthead.newsroom.permissions import may_send
from masthead.people.models import Staff

# Who may add may change and delete their own drafts; who may change may do so with all, and send them.
policy = OwnershipPermissionPolicy(Issue, owner_field_name="written_by")
WAITING = (Issue.State.SCHEDULED, Issue.State.ASKS)
OUT = (Issue.State.SENT, Issue.State.STOPPED)


def is_draft(issue: Issue) -> bool:
    """Whether the issue can still be written. What is scheduled is taken back first."""
    return issue.state == Issue.State.DRAFT


def may_change(staff: Staff, issue: Issue) -> bool:
    """Whether somebody may write on the issue: their own, or any for an editor."""
    return bool(policy.user_has_permission_for_instance(staff, "change", issue))


def page_of(issue: Issue, staff: Staff) -> str | None:
    """Where somebody goes on with an issue; ``None`` when it is a draft of somebody else's."""
    if is_draft(issue):
        return reverse("newsletter_issues:edit", args=[issue.pk]) if may_change(staff, issue) else None
    if issue.state in WAITING:
        return reverse("newsroom_check_issue", args=[issue.pk]) if may_change(staff, issue) else None
    name = "newsroom_sending" if issue.state == Issue.State.SENDING else "newsroom_results"
    return reverse(name, args=[issue.pk])


def issue_of(request: HttpRequest, pk: int) -> Issue:
    """The issue, for who may write on it. Raises ``PermissionDenied`` or ``Http404``."""
    issue = get_object_or_404(Issue.objects.select_related("mailing_list", "written_by", "sent_by"), pk=pk)
    if not may_change(staff_of(request), issue):
        raise PermissionDenied
    return issue


def issue_to_send(request: HttpRequest, pk: int) -> Issue:
    """The issue, for who may send it. Raises ``PermissionDenied`` or ``Http404``."""
    if not may_send(staff_of(request)):
        raise PermissionDenied
    return issue_of(request, pk)


def staff_of(request: HttpRequest) -> Staff:
    """Who asks. Wagtail's door lets in nobody without an account."""
    if not isinstance(request.user, Staff):
        raise PermissionDenied
    return request.user
