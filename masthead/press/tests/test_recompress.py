"""When nothing is due, settled pages are compressed as hard as can be."""

from __future__ import annotations

from datetime import timedelta

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
from django.utils import timezone

from masthead.press import outbox
from masthead.press.actions.recompress import SETTLED, recompress
from masthead.press.models import Page
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


def settle(*paths: str) -> None:
    """These pages were printed long ago, and the others just now."""
    Page.objects.filter(path__in=paths).update(printed_at=timezone.now() - 2 * SETTLED)


def test_a_settled_page_becomes_smaller_and_reads_the_same(printed: Printed) -> None:
    sibling = printed.folder / "index.html.br"
    before = sibling.stat().st_size
    settle("/")
    assert recompress() == 1
    assert sibling.stat().st_size < before
    assert brotli.decompress(sibling.read_bytes()).decode() == printed.text("/")
    assert recompress() == 0
    assert not list(printed.folder.rglob(".fresh-*"))


def test_a_page_that_was_just_printed_is_left(printed: Printed) -> None:
    assert recompress() == 0
    assert not Page.objects.filter(is_smallest=True).exists()


def test_a_page_that_is_due_is_left_until_it_is_printed(printed: Printed) -> None:
    settle("/")
    outbox.touch("front")
    printed.due()
    assert recompress() == 0


def test_a_page_without_siblings_is_looked_at_once(printed: Printed) -> None:
    settle("/today.epub", "/robots.txt")
    assert recompress() == 2
    assert recompress() == 0


def test_printing_again_makes_it_wait_anew(printed: Printed, story: object) -> None:
    settle("/")
    recompress()
    printed.again()
    page = Page.objects.get(path="/")
    assert not page.is_smallest
    assert page.printed_at is not None
    assert timezone.now() - page.printed_at < timedelta(minutes=5)
