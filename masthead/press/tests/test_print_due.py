"""Printing what is due: what differs is delivered, what fails stays as it was and is told, and no page is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.contrib.redirects.models import Redirect

from masthead.articles import views
from masthead.articles.models import Story
from masthead.press import locking, outbox
from masthead.press.actions.print_due import print_due
from masthead.press.models import Page, Reading
from masthead.press.state import press_state, try_again
from tests.ground.cast import MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db
DIES_AT_WORK = """
import django, sys, time
django.setup()
from masthead.press import locking
with locking.alive() as number:
    print(number, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Stories cannot be rendered until ``broken.undo()``."""

    def fail(found: Story) -> HttpResponse:
        raise ValueError("the map block has no map")

    monkeypatch.setattr(views, "show_story", fail)
    return monkeypatch


def test_nothing_is_due_after_printing(printed: Printed) -> None:
    assert printed.has("/")
    assert printed.again() == set()
    assert printed.count.total == 0


def test_what_has_not_changed_is_not_written_again(printed: Printed) -> None:
    before = (printed.folder / "index.html").stat()
    outbox.touch("front")
    assert "/" in printed.again()
    assert (printed.count.printed, printed.count.unchanged) == (0, printed.count.total)
    assert (printed.folder / "index.html").stat().st_ino == before.st_ino


def test_a_page_that_leads_to_another_has_it_printed(printed: Printed, story_factory: MakeStory) -> None:
    story = story_factory(title="Ferry")
    assert {story.address, story.text_address} <= printed.again()
    assert printed.has(story.text_address)


def test_what_is_wanted_comes_first_and_alone_when_asked_so(printed: Printed, story_factory: MakeStory) -> None:
    story = story_factory(title="Ferry")
    assert print_due(last_rank=0).total == 2  # with its text edition
    assert "Ferry" in printed.text(str(story.address))
    assert "Ferry" not in printed.text("/")
    assert "/" in printed.due()


def test_a_page_that_cannot_be_rendered_keeps_its_last_good_file(
    printed: Printed, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed.again()
    good = printed.text(str(story.address))
    monkeypatch.setattr(views, "show_story", lambda found: 1 / 0)
    story.title = "New headline"
    story.save_revision().publish()
    printed.again()
    assert printed.text(str(story.address)) == good
    assert "New headline" in printed.text("/")  # it keeps no other page back
    (failed,) = press_state().failing
    assert failed.path == story.address
    assert failed.in_one_line == "ZeroDivisionError: division by zero"


def test_a_failed_page_is_tried_later_and_later(printed: Printed, story: Story, broken: pytest.MonkeyPatch) -> None:
    pauses = []
    start = now = timezone.now()
    for attempt in (1, 2, 3):
        with freeze_time(now):
            printed.again()
            assert printed.again() == {story.address}  # still due, and left alone
            assert printed.count.total == 0
        page = Page.objects.get(path=story.address)
        assert (page.attempts, page.owner, page.failing_since) == (attempt, None, start)
        assert page.retry_at is not None
        pauses.append((page.retry_at - now).total_seconds())
        now = page.retry_at
    assert pauses == [2, 4, 8]


def test_try_again_prints_what_was_mended(printed: Printed, story: Story, broken: pytest.MonkeyPatch) -> None:
    printed.again()
    assert not printed.has(str(story.address))
    broken.undo()
    assert printed.again() == {story.address}  # due, and put off
    assert not printed.has(str(story.address))
    assert try_again(["/city/"]) == 0
    assert try_again([str(story.address)]) == 1
    printed.again()
    assert printed.has(str(story.address))
    assert press_state().failing == []
    assert press_state().due == 0


def test_the_state_tells_what_waits_and_what_was_printed(printed: Printed, story_factory: MakeStory) -> None:
    quiet = press_state()
    assert (quiet.due, quiet.printing, quiet.failing, quiet.is_busy) == (0, 0, [], False)
    assert quiet.printed_total == Page.objects.count()
    assert quiet.last_printed_at is not None
    story = story_factory()
    printed.due()
    busy = press_state()
    assert busy.is_busy
    assert busy.waiting[0] == story.address
    assert busy.due == len(busy.waiting) + busy.unnamed


def test_pages_of_a_printer_that_lives_are_left_to_it(printed: Printed) -> None:
    with locking.alive() as other:
        outbox.touch(outbox.EVERYTHING)
        printed.due()
        Page.objects.filter(path="/").update(owner=other)
        printed.again()
        assert printed.due() == {"/"}
    printed.again()
    assert printed.due() == set()


@pytest.mark.django_db(transaction=True)
def test_pages_of_a_printer_that_was_killed_are_taken_over(printed: Printed) -> None:
    child = subprocess.Popen([sys.executable, "-c", DIES_AT_WORK], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    number = int(child.stdout.readline())
    outbox.touch(outbox.EVERYTHING)
    printed.due()
    Page.objects.update(owner=number)
    try:
        assert print_due().total == 0
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    _until_gone(number)
    assert print_due().total == Page.objects.count()
    assert printed.due() == set()


def _until_gone(number: int) -> None:
    """The database notices a little later that its client is gone."""
    for _ in range(50):
        if locking.dead([number]):
            return
        time.sleep(0.1)


def test_a_printer_that_was_taken_for_dead_delivers_nothing(
    printed: Printed, monkeypatch: pytest.MonkeyPatch, story_factory: MakeStory
) -> None:
    story = story_factory()
    printed.due()

    def taken(found: Story) -> HttpResponse:
        Page.objects.update(owner=4711)
        return HttpResponse("half a page")

    monkeypatch.setattr(views, "show_story", taken)
    with pytest.raises(RuntimeError, match="taken for dead"):
        print_due()
    assert not printed.has(str(story.address))


def test_what_was_touched_while_a_page_was_rendered_makes_it_due_again(
    printed: Printed, monkeypatch: pytest.MonkeyPatch, story: Story
) -> None:
    """The page has never read the author before, so the touch could not find it."""
    show, told = views.show_story, list[bool]()

    def changed_meanwhile(found: Story) -> HttpResponse:
        page = show(found)
        if not told:
            told.append(True)
            author = found.story_authors.get().author
            author.name = "Ada Shevchenko"
            author.save()
        return page

    monkeypatch.setattr(views, "show_story", changed_meanwhile)
    printed.again()
    assert printed.due() == set()
    assert "Ada Shevchenko" in printed.text(str(story.address))


def test_a_page_that_is_nowhere_is_forgotten_with_what_it_read(printed: Printed) -> None:
    outbox.want("/never-there/")
    printed.again()
    assert not Page.objects.filter(path="/never-there/").exists()
    assert not Reading.objects.filter(page__path="/never-there/").exists()


def test_a_site_folder_that_takes_nothing_loses_no_page(printed: Printed, story: Story, settings: Any) -> None:
    good = printed.text("/")
    settings.SITE_FOLDER = settings.SITE_STORE = printed.folder / "index.html"  # a file, where a folder should be
    printed.again()
    assert printed.count.printed == 0
    reason = next(page.reason for page in press_state().failing if page.path == "/")
    assert reason.startswith("The site folder")
    settings.SITE_FOLDER = settings.SITE_STORE = printed.folder
    assert printed.text("/") == good
    try_again()
    printed.again()
    assert printed.text("/") != good
    assert printed.due() == set()


def test_few_pages_can_be_asked_for(printed: Printed) -> None:
    outbox.want("/", "/city/", "/culture/", "/opinion/", "/archive/", "/authors/")
    assert print_due(most=4).total == 4
    assert len(printed.due()) == 2


def test_attempts_are_counted_no_further_than_the_column_can(
    printed: Printed, story: Story, broken: pytest.MonkeyPatch
) -> None:
    printed.due()
    Page.objects.filter(path=story.address).update(attempts=32767)
    printed.again()
    assert Page.objects.get(path=story.address).attempts == 1000


@pytest.mark.parametrize("old", ["/newsroom/", "/newsroom/pages", "/-/search", "/static/js/page.js", "/media/images/a"])
def test_an_old_address_where_others_answer_is_not_printed(printed: Printed, story: Story, old: str) -> None:
    Redirect.add_redirect(old, story)
    printed.again()
    assert press_state().failing == []
    assert not list(printed.folder.rglob("*.redirect"))
