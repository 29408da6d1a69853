"""Wagtail's room of users, with our way of editing them."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):  # type: ignore[misc]  # Wagtail ships no types
    user_viewset = "masthead.newsroom.viewsets.staff.StaffViewSet"
