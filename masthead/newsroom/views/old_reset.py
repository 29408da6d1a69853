"""Wagtail's own way to a new password knows nothing of rate limits: ours takes its place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def old_reset(request: HttpRequest) -> HttpResponse:
    """Lead every address of Wagtail's password reset to the one that is used."""
    return redirect("account_reset_password")
