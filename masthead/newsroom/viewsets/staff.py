"""The staff's accounts, without user names and with one role each."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.users.views.users import IndexView, UserColumn, UserViewSet

from masthead.newsroom.forms.staff import StaffCreationForm, StaffEditForm
from masthead.newsroom.permissions import role_of
from masthead.newsroom.viewsets.columns import WIDE
from masthead.people.models import Staff


def _role(staff: Staff) -> str:
    role = role_of(staff)
    return str(role.label) if role else ""


class StaffIndex(IndexView):  # type: ignore[misc]  # Wagtail ships no types
    """Who has an account."""

    page_title = _("Staff")
    add_item_label = _("Add an account")

    @cached_property
    def columns(self) -> list[Any]:
        title = self._get_title_column_class(UserColumn)
        return [
            title("name", accessor=get_user_display_name, label=_("Name"), sort_key="name", get_url=self.get_edit_url),
            Column("email", label=_("E-mail"), sort_key="email", width="28%", classname=WIDE),
            Column("role", label=_("Role"), accessor=_role, width="16%"),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active", width="8%"),
            DateColumn("last_login", label=_("Last log-in"), sort_key="last_login", width="14%", classname=WIDE),
        ]


class StaffViewSet(UserViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """In the place of Wagtail's users."""

    model = Staff
    menu_label = _("Staff")
    index_view_class = StaffIndex
    create_template_name = "newsroom/staff/create.html"
    edit_template_name = "newsroom/staff/edit.html"

    def get_form_class(self, for_update: bool = False) -> type:
        return StaffEditForm if for_update else StaffCreationForm
