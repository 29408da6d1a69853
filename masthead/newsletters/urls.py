"""Addresses of newsletters: their pages, the form, counted links, and those that only a reader's own mail leads to."""

from __future__ import annotations

from django.urls import include, path, re_path

from masthead.newsletters.views import pages, sign_up
from masthead.newsletters.views.click import click

urlpatterns = [
    path("newsletters/", pages.newsletters, name="newsletters"),
    path("newsletters/<slug:slug>/", pages.newsletter, name="newsletter"),
    path("newsletters/<slug:slug>/feed.xml", pages.feed, name="newsletter_feed"),
    re_path(r"^newsletters/(?P<slug>[-a-zA-Z0-9_]+)/page/(?P<number>[1-9][0-9]{0,4})/\Z", pages.newsletter),
    path("newsletters/<slug:slug>/<slug:name>/", pages.issue, name="issue"),
    path("-/newsletters/sign-up", sign_up.sign_up, name="newsletters_sign_up"),
    path("-/newsletters/challenge", sign_up.challenge, name="newsletters_challenge"),
    path("-/newsletters/l/<str:token>", click),
    # After all others below it: what a reader's own mail leads to.
    path("-/newsletters/", include("masthead.newsletters.reader_urls")),
]
