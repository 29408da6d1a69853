"""Addresses of the newsletters: printed ones, and those that only the form or a reader's own mail leads to."""

from django.urls import include, path

from masthead.newsletters.views import sign_up

urlpatterns = [
    path("-/newsletters/sign-up", sign_up.sign_up, name="newsletters_sign_up"),
    path("-/newsletters/challenge", sign_up.challenge, name="newsletters_challenge"),
    path("-/newsletters/", include("masthead.newsletters.reader_urls")),
]
