"""The worker's rounds, and telling the server whether the whole paper is printed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from masthead.config.work import AT_THE_PRESS, IN_THE_BACK, mark_whole, print_some, work_once
from masthead.press.actions.reprint import reprint_everything
from masthead.press.models import Page
from tests.ground.cast import CastPaper, MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(tmp_path: Path, settings: Any) -> Path:
    """The mark that the server looks at."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    return tmp_path / "data" / "press" / "whole"


def test_a_paper_is_whole_once_each_page_has_been_printed(paper: CastPaper, site_folder: Path, whole: Path) -> None:
    mark_whole()
    assert not whole.exists()
    reprint_everything()
    mark_whole()
    assert not whole.exists()
    while print_some():
        pass
    assert whole.exists()


def test_it_stays_whole_while_pages_are_printed_again(printed: Printed, whole: Path) -> None:
    mark_whole()
    reprint_everything()
    mark_whole()
    assert whole.exists()


def test_until_a_new_page_is_printed_it_is_not_whole(printed: Printed, whole: Path, story_factory: MakeStory) -> None:
    mark_whole()
    story_factory()
    printed.due()
    mark_whole()
    assert not whole.exists()
    print_some()
    assert whole.exists()


def test_a_page_that_cannot_be_printed_yet_does_not_hold_up_the_rest(printed: Printed, whole: Path) -> None:
    Page.objects.create(path="/broken/", due=1, retry_at=timezone.now() + timedelta(hours=1))
    mark_whole()
    assert whole.exists()


@pytest.mark.django_db(transaction=True)  # a round closes what the database has closed
def test_a_round_does_each_job_and_says_how_much(caplog: pytest.LogCaptureFixture) -> None:
    done = []

    def works() -> int:
        done.append("works")
        return 2

    def waits() -> int:
        raise DatabaseError("locked")

    def breaks() -> int:
        raise KeyError("mistake")

    assert work_once((waits, breaks, works, works)) == 4
    assert done == ["works", "works"]
    assert "event=job_waits job=waits" in caplog.text
    assert "event=job_failed job=breaks" in caplog.text


def test_what_the_clock_brings_is_printed_in_the_same_round() -> None:
    names = [job.__name__ for job in AT_THE_PRESS]
    assert names[-2:] == ["print_some", "purge_due"]
    assert {"publish_due", "show_due", "turn_day", "move_horizon", "make_edition"} == set(names[:-2])
    assert not set(AT_THE_PRESS) & set(IN_THE_BACK)


@pytest.mark.django_db(transaction=True)
def test_a_new_paper_is_printed_by_the_rounds_alone(paper: CastPaper, site_folder: Path, whole: Path) -> None:
    reprint_everything()
    for _ in range(20):
        if not work_once():
            break
    assert (site_folder / "index.html").is_file()
    assert whole.exists()
    assert not Page.objects.filter(due__isnull=False).exists()
