"""The shelf on which the stories begun in a year stand."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Year(Page):  # type: ignore[misc]  # Wagtail ships no types
    """Made by the program when a year's first story is begun; readers never see it."""

    is_creatable = False
    subpage_types = ["articles.Story"]
    # The explorer sorts a shelf by its date; by hand it would have to load every story.
    sort_order_field = None

    class Meta:
        verbose_name = _("year")
        verbose_name_plural = _("years")

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise Http404
