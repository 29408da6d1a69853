"""What is answered when something breaks, with the database and without."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from masthead.config.urls import handler500 as handler500


def away(request: HttpRequest) -> HttpResponse:
    """Meets a database that was stopped."""
    raise OperationalError("the connection was refused")


def cut_off(request: HttpRequest) -> HttpResponse:
    """Meets a connection that was closed."""
    raise InterfaceError("the connection is closed")


def broken(request: HttpRequest) -> HttpResponse:
    """Meets a mistake of ours."""
    raise ValueError("secret detail")


urlpatterns = [path("away/", away), path("cut-off/", cut_off), path("broken/", broken)]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/away/", "/cut-off/"])
def test_without_a_database_it_leaves_the_answer_to_the_edge(address: str) -> None:
    answer = Client(raise_request_exception=False).get(address)
    assert (answer.status_code, answer.content) == (503, b"")


@pytest.mark.urls(__name__)
def test_any_other_error_is_told_in_a_line_that_gives_nothing_away() -> None:
    answer = Client(raise_request_exception=False).get("/broken/")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.startswith(b"Something went wrong here")
    assert b"secret" not in answer.content
