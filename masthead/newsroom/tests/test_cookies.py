"""Which cookies are set where."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from masthead.articles.models import Story
from masthead.people.models import Staff
from masthead.press.serving.edge import STAFF_COOKIE

PASSWORD = "correct horse battery staple"


@pytest.fixture
def logged_in(reporter: Staff, client: Client) -> Client:
    """A browser in which a reporter has logged in."""
    client.post("/newsroom/login/", {"login": reporter.email, "password": PASSWORD})
    return client


def test_log_in_sets_the_hint_which_scripts_may_read(logged_in: Client) -> None:
    hint = logged_in.cookies["masthead_staff_hint"]
    assert (hint.value, hint["path"], hint["samesite"], bool(hint["httponly"])) == ("1", "/", "Lax", False)


def test_log_out_removes_the_hint(logged_in: Client) -> None:
    answer = logged_in.post("/newsroom/logout/")
    assert answer.cookies["masthead_staff_hint"]["max-age"] == 0


def test_a_wrong_password_sets_no_hint(reporter: Staff, client: Client) -> None:
    client.post("/newsroom/login/", {"login": reporter.email, "password": "wrong"})
    assert "masthead_staff_hint" not in client.cookies


def test_a_hint_without_a_session_is_removed(client: Client, paper: Any) -> None:
    client.cookies["masthead_staff_hint"] = "1"
    assert client.get("/newsroom/login/").cookies["masthead_staff_hint"]["max-age"] == 0


def test_the_session_stays_in_the_newsroom(logged_in: Client) -> None:
    session = logged_in.cookies["masthead_session"]
    assert session["path"] == "/newsroom/"
    assert session["httponly"]


@pytest.mark.parametrize("path", ["/", "{story}", "/news-feed/", "/authors/", "/no-such-page/"])
def test_a_readers_page_sets_no_cookie_even_for_staff(path: str, story: Story, logged_in: Client) -> None:
    answer = logged_in.get(path.format(story=story.address))
    assert not answer.cookies


def test_a_readers_page_is_the_same_for_staff(story: Story, reporter: Staff, client: Client) -> None:
    stranger = Client().get(str(story.address)).content
    client.force_login(reporter)
    staff = client.get(str(story.address)).content
    assert b"userbar" not in staff
    assert len(staff) == len(stranger)


def test_no_cookie_but_the_hint_leaves_the_newsroom(logged_in: Client) -> None:
    logged_in.get("/newsroom/")
    assert {name for name, cookie in logged_in.cookies.items() if cookie["path"] == "/"} == {"masthead_staff_hint"}


def test_the_edge_knows_the_sessions_cookie(settings: Any) -> None:
    assert f"{settings.SESSION_COOKIE_NAME}=" == STAFF_COOKIE
