"""Caches before the paper are told what was printed anew, and again when they did not hear it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest
from django.utils import timezone

from masthead.articles.models import Story
from masthead.press.actions.purge_due import purge_due
from masthead.press.models import Page, Purge
from masthead.press.purging.addresses import read_cache
from masthead.press.state import press_state
from tests.ground.printing import Printed
from tests.ground.recorder import Recorder, recording
from tests.ground.server import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache(settings: Any) -> Iterator[Recorder]:
    """A cache in front of the paper that writes down what it is asked."""
    with recording() as running:
        settings.PURGE = [read_cache(running.url.replace("http", "varnish"))]
        yield running


def test_what_was_printed_anew_is_purged_and_nothing_else(printed: Printed, cache: Recorder, story: Story) -> None:
    printed.again()
    assert purge_due() > 0
    asked = {one.path for one in cache.asked}
    assert "/" in asked
    assert "/robots.txt" not in asked
    assert str(story.address) in asked  # a cache may have kept that nothing was there
    assert purge_due() == 0


def test_what_was_taken_away_is_purged(printed: Printed, cache: Recorder, story: Story) -> None:
    printed.again()
    purge_due()
    cache.asked.clear()
    story.unpublish()
    printed.again()
    purge_due()
    assert story.address in {one.path for one in cache.asked}


def test_without_a_cache_nothing_is_written_down(printed: Printed, story: Story) -> None:
    printed.again()
    assert not Purge.objects.exists()
    assert purge_due() == 0


def test_a_cache_that_is_down_is_told_later_and_the_newsroom_at_once(
    printed: Printed, cache: Recorder, story: Story, settings: Any
) -> None:
    printed.again()
    up, settings.PURGE = settings.PURGE, [read_cache(f"varnish://127.0.0.1:{free_port()}")]
    waiting = Purge.objects.count()
    assert purge_due() == 0
    assert Purge.objects.count() == waiting > 0
    assert Purge.objects.filter(retry_at__gt=timezone.now(), attempts=1).count() == waiting
    told = press_state().deliveries[-1]
    assert (told.name, told.waiting) == ("MASTHEAD_PURGE", waiting)
    assert told.reason
    assert purge_due() == 0  # not yet
    settings.PURGE = up
    Purge.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    assert purge_due() == waiting
    assert not Purge.objects.exists()


def test_what_was_taken_away_is_purged_also_after_a_printer_died_over_it(
    printed: Printed, cache: Recorder, story: Story
) -> None:
    printed.again()
    purge_due()
    cache.asked.clear()
    story.unpublish()
    Page.objects.filter(path=story.address).update(digest="", owner=2**31 - 1)  # as a printer leaves it that is killed
    printed.again()
    purge_due()
    assert story.address in {one.path for one in cache.asked}


def test_attempts_are_counted_no_further_than_the_column_can(settings: Any) -> None:
    settings.PURGE = [read_cache(f"varnish://127.0.0.1:{free_port()}")]
    Purge.objects.create(path="/", attempts=32767)
    Purge.objects.update(retry_at=timezone.now() - timedelta(minutes=1))
    assert purge_due() == 0
    assert Purge.objects.get().attempts == 1000


class Picky(BaseHTTPRequestHandler):
    """A cache that takes some addresses for none."""

    asked: ClassVar[list[str]] = []

    def do_PURGE(self) -> None:
        self.asked.append(self.path)
        self.send_response(403 if "bad" in self.path else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def picky(settings: Any) -> Iterator[type[Picky]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Picky)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    settings.PURGE = [read_cache(f"varnish://127.0.0.1:{server.server_port}")]
    Picky.asked.clear()
    yield Picky
    server.shutdown()
    server.server_close()


def wait_for(*paths: str) -> None:
    Purge.objects.bulk_create([Purge(path=path) for path in paths])
    Purge.objects.update(retry_at=timezone.now() - timedelta(minutes=1))


def test_an_address_that_is_refused_keeps_no_other_in_the_cache(picky: type[Picky]) -> None:
    wait_for("/bad/", "/withdrawn/", "/city/")
    assert purge_due() == 2
    assert {"/withdrawn/", "/city/"} <= set(picky.asked)
    left = Purge.objects.get()
    assert (left.path, left.attempts) == ("/bad/", 1)
    assert "403" in left.reason


def test_a_cache_that_refuses_everything_is_not_asked_for_each_address(picky: type[Picky]) -> None:
    wait_for(*(f"/bad/{number}/" for number in range(20)))
    assert purge_due() == 0
    assert len(picky.asked) < 6
    assert Purge.objects.filter(attempts=1).count() == 20
