"""Addresses of newsletters that are the same for everybody: their pages, and counted links."""

from __future__ import annotations

from django.urls import path

from masthead.newsletters.views.click import click

urlpatterns = [
    path("-/newsletters/l/<str:token>", click),
]
