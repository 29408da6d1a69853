"""What the newsroom sees of the press, and the button to try again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from masthead.newsroom.newest_backup import NewestBackup
from masthead.people.models import Staff
from masthead.press import state
from masthead.press.state import Delivery, FailedPage, PressState

NOW = timezone.now()
QUIET = PressState(due=0, printing=0, printed_total=120, last_printed_at=NOW)
TRACEBACK = "Traceback (most recent call last):\n  File …\nKeyError: <b>'standfirst'</b>\n"
BROKEN = FailedPage("/2026/11/26/ferry/", TRACEBACK, datetime(2025, 11, 25, 12, tzinfo=UTC), 3)


@pytest.fixture
def the_press(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Puts the press into a state; answers the list of what it is asked to try again."""

    def put(now: PressState, count: int = 0) -> list[Any]:
        asked: list[Any] = []

        def try_again(paths: list[str] | None = None) -> int:
            asked.append(paths)
            return count

        monkeypatch.setattr(state, "press_state", lambda: now)
        monkeypatch.setattr(state, "try_again", try_again)
        return asked

    return put


def look(client: Client, staff: Staff) -> str:
    client.force_login(staff)
    answer = client.get(reverse("newsroom_press"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_quiet_press_says_that_all_is_printed(the_press: Any, editor: Staff, client: Client) -> None:
    the_press(QUIET)
    page = look(client, editor)
    assert "All is printed." in page
    assert "<dd>120</dd>" in page
    assert "Newest backup" not in page


def test_it_names_what_waits(the_press: Any, editor: Staff, client: Client) -> None:
    the_press(PressState(due=41, printing=2, printed_total=120, last_printed_at=None, waiting=["/city/"]))
    page = look(client, editor)
    assert "The press is running." in page
    assert "<dd>41</dd>" in page
    assert '<a href="/city/">' in page
    assert "and 40 more pages" in page


def test_a_failed_page_says_in_one_line_why_and_how_often(the_press: Any, editor: Staff, client: Client) -> None:
    the_press(PressState(1, 0, 120, NOW, failing=[BROKEN], failed=1))
    page = look(client, editor)
    assert "KeyError: &lt;b&gt;" in page
    assert "Traceback" not in page
    assert "3 tries" in page
    assert "since <time" in page
    assert 'datetime="2025-11-25T' in page
    assert "Try all again" not in page


def test_one_page_is_tried_again(the_press: Any, editor: Staff, client: Client) -> None:
    asked = the_press(PressState(1, 0, 120, NOW, failing=[BROKEN], failed=1), count=1)
    client.force_login(editor)
    answer = client.post(reverse("newsroom_press_again"), {"path": BROKEN.path}, follow=True)
    assert asked == [[BROKEN.path]]
    assert "1 page is tried again." in answer.content.decode()


def test_all_are_tried_again(the_press: Any, editor: Staff, client: Client) -> None:
    other = FailedPage("/city/", "OSError", NOW, 1)
    asked = the_press(PressState(2, 0, 120, NOW, failing=[BROKEN, other], failed=2), count=2)
    assert "Try all again" in look(client, editor)
    answer = client.post(reverse("newsroom_press_again"), follow=True)
    assert asked == [None]
    assert "2 pages are tried again." in answer.content.decode()


def test_who_comes_too_late_is_told(the_press: Any, editor: Staff, client: Client) -> None:
    the_press(QUIET, count=0)
    client.force_login(editor)
    answer = client.post(reverse("newsroom_press_again"), {"path": "/city/"}, follow=True)
    assert "Nothing was left to try again." in answer.content.decode()


def test_a_place_that_takes_nothing_says_why(the_press: Any, editor: Staff, client: Client) -> None:
    the_press(PressState(0, 0, 120, NOW, deliveries=[Delivery("s3://paper", 7, "Access denied", NOW)]))
    page = look(client, editor)
    assert "Access denied" in page
    assert "7 pages wait" in page


def test_the_newest_backup_stands_there_when_somebody_makes_them(
    the_press: Any, editor: Staff, client: Client, settings: Any
) -> None:
    the_press(QUIET)
    settings.NEWEST_BACKUP = f"{__name__}.tell_backup"
    assert "Newest backup" in look(client, editor)


def tell_backup() -> NewestBackup:
    """As ``settings.NEWEST_BACKUP`` names it."""
    return NewestBackup(None, NOW, "the disk is full")


def test_a_failed_backup_is_said(the_press: Any, editor: Staff, client: Client, settings: Any) -> None:
    the_press(QUIET)
    settings.NEWEST_BACKUP = f"{__name__}.tell_backup"
    page = look(client, editor)
    assert "none yet" in page
    assert "the disk is full" in page


def test_a_reporter_neither_sees_nor_moves_the_press(the_press: Any, reporter: Staff, client: Client) -> None:
    asked = the_press(QUIET)
    client.force_login(reporter)
    assert reverse("newsroom_press") not in client.get(reverse("newsroom_desk")).content.decode()
    for answer in (client.get(reverse("newsroom_press")), client.post(reverse("newsroom_press_again"))):
        assert answer.status_code in (302, 403)
    assert asked == []


@pytest.mark.parametrize("role", ["editor", "managing_editor", "publisher"])
def test_whoever_may_publish_finds_it_in_the_menu(role: str, the_press: Any, request: Any, client: Client) -> None:
    the_press(QUIET)
    look(client, request.getfixturevalue(role))
    assert reverse("newsroom_press") in client.get(reverse("newsroom_desk")).content.decode()


def test_it_speaks_ukrainian(the_press: Any, editor: Staff, client: Client) -> None:
    the_press(PressState(1, 0, 120, NOW, failing=[BROKEN], failed=1))
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "uk"
    profile.save()
    page = look(client, editor)
    assert "3 спроби" in page
    assert ">25 листопада, " in page
    assert "Спробувати ще раз" in page
