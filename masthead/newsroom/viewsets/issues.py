"""Issues: the list of all, and the form in which one is written."""

from __future__ import annotations

from typing import Any

import django_filters  # type: ignore[import-untyped]  # comes with Wagtail, has no types
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from masthead.articles.models import Story
from masthead.newsletters.automatic import as_stream, blocks_for
from masthead.newsletters.models import Issue, MailingList
from masthead.newsroom.issues import is_draft, page_of, policy, staff_of
from masthead.newsroom.permissions import may_send
from masthead.newsroom.views.issues import chosen_stories
from masthead.newsroom.viewsets.columns import WIDE

PRIMARY = {Issue.State.SENDING, Issue.State.ASKS, Issue.State.SCHEDULED}
FIELDS = ("subject", "preview_text", "intro", "body")
PANELS = [FieldPanel("subject", classname="title"), *[FieldPanel(name) for name in FIELDS[1:]]]


class IssueFilter(WagtailFilterSet):  # type: ignore[misc]  # Wagtail ships no types
    """By list and state."""

    mailing_list = django_filters.ModelChoiceFilter(
        label=_("Newsletter"), queryset=MailingList.objects.all(), empty_label=_("Any")
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=Issue.State.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Issue
        fields: list[str] = []


class IssueIndex(generic.IndexView):  # type: ignore[misc]  # Wagtail ships no types
    """What is being written stands before what is out. A subject leads to where the work on it goes on."""

    page_title = _("Issues")
    add_item_label = _("New issue")
    template_name = "newsroom/newsletters/issues.html"
    any_permission_required = ["add", "change", "delete", "view"]

    def get_base_queryset(self) -> QuerySet[Issue]:
        issues = Issue.objects.select_related("mailing_list", "written_by").defer("body", "intro")
        return issues.order_by("-changed_at")

    def get_add_url(self) -> str | None:
        return reverse("newsroom_new_issue") if policy.user_has_permission(self.request.user, "add") else None

    def get_edit_url(self, instance: Issue) -> str | None:
        return page_of(instance, self.request.user)

    def get_copy_url(self, instance: Issue) -> None:
        return None

    def get_delete_url(self, instance: Issue) -> str | None:
        is_allowed = policy.user_has_permission_for_instance(self.request.user, "delete", instance)
        url: str | None = super().get_delete_url(instance) if is_allowed and is_draft(instance) else None
        return url


class _DraftOnly:
    """Wagtail asks whether somebody may change issues at all; this asks about the one at hand, and is it a draft."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> Issue:
        found: Issue = super().get_object(*args, **kwargs)  # type: ignore[misc]  # mixed into a generic view
        if not policy.user_has_permission_for_instance(self.request.user, "change", found):
            raise PermissionDenied
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        issue = Issue.objects.defer("body").filter(pk=kwargs["pk"]).first()
        if issue and not is_draft(issue):
            return redirect(page_of(issue, staff_of(request)) or reverse("newsletter_issues:index"))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # as above
        return answer


class IssueEdit(_DraftOnly, generic.EditView):  # type: ignore[misc]  # Wagtail ships no types
    """The form, with stories to pick and the preview beside it."""

    success_message = _("Saved.")
    delete_item_label = _("Delete this draft")
    actions = ["check", "edit"]

    def save_instance(self) -> Issue:
        """Only what the form shows is written: the state may have changed since it was opened."""
        with transaction.atomic():
            kept = Issue.objects.select_for_update().only("state").get(pk=self.object.pk)
            if not is_draft(kept):
                raise PermissionDenied
            issue: Issue = self.form.save(commit=False)
            _append(issue, chosen_stories(self.request.POST.getlist("add_story")))
            issue.changed_at = timezone.now()
            issue.save(update_fields=[*FIELDS, "changed_at"])
        log(instance=issue, action="wagtail.edit", content_changed=self.form.has_changed())
        self.has_content_changes = self.form.has_changed()
        return issue

    def get_success_url(self) -> str:
        name = "newsroom_check_issue" if self.action == "check" else "newsletter_issues:edit"
        return reverse(name, args=[self.object.pk])

    def get_success_message(self) -> str | None:
        message: str = super().get_success_message()
        return None if self.action == "check" else message

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "issue": self.object, "may_send": may_send(self.request.user)}


def _append(issue: Issue, stories: list[Story]) -> None:
    """Stories that the form could not take by itself, behind what stands there."""
    if stories:
        issue.body = as_stream([*issue.body.raw_data, *blocks_for(stories)])


class IssueDelete(_DraftOnly, generic.DeleteView):  # type: ignore[misc]  # Wagtail ships no types
    """A draft goes; what was sent stays."""


def _is_moving(issue: Issue) -> bool:
    return issue.state in PRIMARY


class Issues(ModelViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """All issues of all newsletters."""

    model = Issue
    icon = "mail"
    menu_label = _("Issues")
    permission_policy = policy
    index_view_class = IssueIndex
    edit_view_class = IssueEdit
    delete_view_class = IssueDelete
    edit_template_name = "newsroom/newsletters/issue_edit.html"
    inspect_view_enabled = False
    copy_view_enabled = False
    list_per_page = 40
    filterset_class = IssueFilter
    search_fields = ["subject"]
    search_backend_name = None
    list_display = [
        "subject",
        Column("mailing_list", label=_("Newsletter"), sort_key="mailing_list__name", width="18%", classname=WIDE),
        Column("written_by", label=_("By"), width="14%", classname=WIDE),
        DateColumn("changed_at", label=_("Changed"), sort_key="changed_at", width="12%", classname=WIDE),
        DateColumn("sent_at", label=_("Went out"), sort_key="sent_at", width="12%"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            primary=_is_moving,
            width="11%",
        ),
    ]
    panels = PANELS

    @property
    def add_view(self) -> Any:
        """Issues are begun on a page of our own."""
        return lambda request: redirect("newsroom_new_issue")
