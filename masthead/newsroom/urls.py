"""Addresses of the staff area, all under ``/newsroom/``."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtailadmin_urls)),
]
