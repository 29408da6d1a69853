"""Addresses of newsletters: their pages, the form, counted links, and those that only a reader's own mail leads to."""

from __future__ import annotations

from django.urls import include, path

from masthead.newsletters.views import sign_up
from masthead.newsletters.views.click import click

urlpatterns = [
    path("-/newsletters/sign-up", sign_up.sign_up, name="newsletters_sign_up"),
    path("-/newsletters/challenge", sign_up.challenge, name="newsletters_challenge"),
    path("-/newsletters/l/<str:token>", click),
    # After all others below it: what a reader's own mail leads to.
    path("-/newsletters/", include("masthead.newsletters.reader_urls")),
]
