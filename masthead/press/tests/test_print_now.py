"""What an editor has just made is printed before the answer; the rest is left to the worker."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from masthead.press import outbox
from masthead.press.actions.print_now import FEW, print_now
from masthead.press.waking import Bed, wake
from tests.ground.cast import MakeStory
from tests.ground.printing import Printed

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers look by themselves")


@pytest.mark.django_db
def test_the_page_itself_is_there_at_once_and_the_lists_follow(printed: Printed, story_factory: MakeStory) -> None:
    story = story_factory(title="Ferry stops")
    print_now([str(story.address)])
    assert "Ferry stops" in printed.text(str(story.address))
    assert "Ferry stops" not in printed.text("/")
    printed.again()
    assert "Ferry stops" in printed.text("/")


@pytest.mark.django_db
@pytest.mark.parametrize("paths", [[], [f"/{n}/" for n in range(FEW + 1)]])
def test_nothing_and_many_are_left_to_the_worker(printed: Printed, story_factory: MakeStory, paths: list[str]) -> None:
    story = story_factory()
    print_now(paths)
    assert not printed.has(str(story.address))


@pytest.mark.django_db
def test_an_editor_never_waits_for_a_press_that_is_broken(
    printed: Printed, story_factory: MakeStory, settings: Any
) -> None:
    story = story_factory()
    settings.SITE_FOLDER = settings.SITE_STORE = None  # nothing can be opened there
    print_now([str(story.address)])
    settings.SITE_FOLDER = settings.SITE_STORE = printed.folder
    assert story.address in printed.due()


@pytest.mark.django_db(transaction=True)
def test_a_commit_prints_what_it_wants(
    printed: Printed, story_factory: MakeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_after_commit", [print_now])
    story = story_factory(title="Ferry stops")
    assert "Ferry stops" in printed.text(str(story.address))
    assert printed.has(story.text_address)  # the page leads there


@pytest.mark.django_db(transaction=True)
def test_a_story_that_moves_is_at_its_new_address_at_once(
    printed: Printed, story_factory: MakeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_after_commit", [print_now])
    story = story_factory(title="Ferry stops")
    old, old_text = str(story.address), story.text_address
    story.slug = "elsewhere"
    story.save_revision().publish()
    story.refresh_from_db()
    assert printed.has(str(story.address))
    assert printed.has(story.text_address)
    assert (printed.moved(old), printed.moved(old_text)) == (story.address, story.text_address)


@pytest.fixture
def asleep(tmp_path: Path, settings: Any) -> Bed:
    """The bed of this test's worker."""
    settings.DATA = tmp_path
    return Bed()


@on_linux
def test_a_worker_is_woken(asleep: Bed) -> None:
    threading.Timer(0.1, wake).start()
    start = time.monotonic()
    asleep.sleep(10)
    assert time.monotonic() - start < 5


@on_linux
def test_many_changes_wake_it_once(asleep: Bed) -> None:
    for _ in range(5):
        wake()
    asleep.sleep(5)
    start = time.monotonic()
    asleep.sleep(0.1)
    assert time.monotonic() - start >= 0.09


def test_a_second_worker_looks_by_itself(asleep: Bed) -> None:
    second = Bed()
    wake()
    start = time.monotonic()
    second.sleep(0.1)
    assert time.monotonic() - start >= 0.09


def test_waking_a_machine_without_a_worker_is_no_error(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "nobody"
    wake()
