"""Addresses that only a reader's own mail leads to; they stand under `-/newsletters/`."""

from django.urls import path

from masthead.newsletters.views import confirm, leave, preferences

urlpatterns = [
    path("confirm/<str:token>", confirm.confirm, name="newsletters_confirm"),
    path("change/<str:token>", confirm.change, name="newsletters_change"),
    path("leave/<str:token>", leave.leave, name="newsletters_leave"),
    path("preferences/<str:token>", preferences.preferences, name="newsletters_preferences"),
    path("preferences/<str:token>/data", preferences.data, name="newsletters_data"),
    path("preferences/<str:token>/erase", preferences.erase, name="newsletters_erase"),
]
