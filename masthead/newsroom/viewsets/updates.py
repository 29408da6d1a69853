"""The news feed as a list: what was posted, what waits for its time, with edit and delete."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import OwnershipPermissionPolicy

from masthead.newsfeed.models import Update
from masthead.newsroom.viewsets.columns import WIDE

# Who may add may change what they wrote; who may change may change everybody's.
policy = OwnershipPermissionPolicy(Update, owner_field_name="written_by")


class UpdateIndex(generic.IndexView):  # type: ignore[misc]  # Wagtail ships no types
    """Newest first. A title leads to the form only for who may save it."""

    page_title = _("News feed")
    add_item_label = _("Add an update")

    def get_base_queryset(self) -> QuerySet[Update]:
        return Update.objects.select_related("story", "written_by")

    def get_edit_url(self, instance: Update) -> str | None:
        is_allowed = policy.user_has_permission_for_instance(self.request.user, "change", instance)
        url: str | None = super().get_edit_url(instance) if is_allowed else None
        return url

    def get_delete_url(self, instance: Update) -> str | None:
        is_allowed = policy.user_has_permission_for_instance(self.request.user, "delete", instance)
        url: str | None = super().get_delete_url(instance) if is_allowed else None
        return url


class UpdateCreate(generic.CreateView):  # type: ignore[misc]  # Wagtail ships no types
    """Keeps who wrote it."""

    def save_instance(self) -> Update:
        self.form.instance.written_by = self.request.user
        saved: Update = super().save_instance()
        return saved


class _OwnOnly:
    """Wagtail asks whether somebody may change updates at all; this asks about the one at hand."""

    def get_object(self, *args: Any, **kwargs: Any) -> Update:
        found: Update = super().get_object(*args, **kwargs)  # type: ignore[misc]  # mixed into a generic view
        if not policy.user_has_permission_for_instance(self.request.user, "change", found):  # type: ignore[attr-defined]
            raise PermissionDenied
        return found


class UpdateEdit(_OwnOnly, generic.EditView):  # type: ignore[misc]  # Wagtail ships no types
    """One's own, or any for an editor."""


class UpdateDelete(_OwnOnly, generic.DeleteView):  # type: ignore[misc]  # Wagtail ships no types
    """One's own, or any for an editor."""


class Updates(ModelViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """The news feed."""

    model = Update
    icon = "history"
    menu_label = _("News feed")
    menu_name = "updates"
    menu_order = 200
    add_to_admin_menu = True
    permission_policy = policy
    index_view_class = UpdateIndex
    add_view_class = UpdateCreate
    edit_view_class = UpdateEdit
    delete_view_class = UpdateDelete
    inspect_view_enabled = False
    copy_view_enabled = False
    list_per_page = 50
    list_filter = ["is_key", "written_by"]
    search_fields = ["text"]
    search_backend_name = None
    list_display = [
        TitleColumn("text", label=_("Text"), get_url=None),
        Column("story", label=_("Story"), width="24%", classname=WIDE),
        Column("written_by", label=_("By"), width="14%", classname=WIDE),
        DateColumn("published_at", label=_("Time"), sort_key="published_at", width="12%"),
    ]
