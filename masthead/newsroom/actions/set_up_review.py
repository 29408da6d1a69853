"""The way of a reporter's story to the reader: one step, in which an editor approves it."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.utils.translation import gettext
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from masthead.newsroom.permissions import RANKS
from masthead.people.enums import Role

STRANGER = "Moderators approval"  # Wagtail's own, made by one of its migrations


def set_up_review(front: Page) -> None:
    """Have everything below ``front`` reviewed by editors. A workflow that somebody put there instead stays."""
    _drop_stranger()
    if WorkflowPage.objects.filter(page=front).exists():
        return
    approvers = Group.objects.filter(name__in=[role.value for role in RANKS[RANKS.index(Role.EDITOR) :]])
    step = GroupApprovalTask.objects.create(name=gettext("Review"))
    step.groups.set(approvers)
    review = Workflow.objects.create(name=gettext("Review"))
    WorkflowTask.objects.create(workflow=review, task=step.task_ptr, sort_order=0)
    WorkflowPage.objects.create(workflow=review, page=front)


def _drop_stranger() -> None:
    Workflow.objects.filter(name=STRANGER, workflow_states=None).delete()
    Task.objects.filter(name=STRANGER, task_states=None, workflow_tasks=None).delete()
