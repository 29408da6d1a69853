"""A printer that died or was cut off may have delivered more than the books say."""

from __future__ import annotations

import pytest

from masthead.press import filing, outbox, sorting
from masthead.press.actions import print_due as printing
from masthead.press.actions.print_due import digest_of, print_due
from masthead.press.models import Page
from masthead.press.rendering import render
from masthead.press.targets.folder import FolderTarget
from masthead.press.targets.target import Sheet
from tests.ground.cast import CastPaper
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db
NOBODY = 12345  # the number of a printer that is not alive


def test_what_a_dead_printer_delivered_is_put_right_even_if_nothing_else_has_changed(printed: Printed) -> None:
    good = printed.text("/city/")
    FolderTarget(printed.folder).put([Sheet("/city/", "text/html", {"identity": b"delivered, then killed"})])
    outbox.touch(outbox.EVERYTHING)
    sorting.sort_touches()
    Page.objects.filter(path="/city/").update(owner=NOBODY)
    print_due()
    assert printed.text("/city/") == good
    assert Page.objects.get(path="/city/").owner is None


def test_a_printer_that_lost_its_pages_has_them_printed_once_more(printed: Printed) -> None:
    page = Page.objects.get(path="/city/")
    good = printed.text("/city/")
    made = render("/city/")
    FolderTarget(printed.folder).put([Sheet("/city/", "text/html", {"identity": b"older"})])
    filing.file(NOBODY, sorting.current_round(), [page], {page.pk: made}, {page.pk: digest_of(made.sheet)})
    assert printed.due() == {"/city/"}
    print_due()
    assert printed.text("/city/") == good
    assert printed.due() == set()


def test_what_was_on_its_way_when_the_database_went_is_printed_once_more(printed: Printed) -> None:
    page, good = Page.objects.get(path="/city/"), printed.text("/city/")
    FolderTarget(printed.folder).put([Sheet("/city/", "text/html", {"identity": b"older"})])
    printing._in_doubt.add(page.pk)
    print_due()
    assert printed.text("/city/") == good
    assert not printing._in_doubt


def test_a_page_that_is_due_again_while_it_is_printed_keeps_no_digest(printed: Printed, paper: CastPaper) -> None:
    """Another printer may have asked for it because of what it delivered, whatever the bytes are."""
    Page.objects.filter(path="/city/").update(owner=NOBODY, due=sorting.next_round())
    page = Page.objects.get(path="/city/")
    sorting.print_again([page.pk])
    made = render("/city/")
    filing.file(NOBODY, sorting.current_round(), [page], {page.pk: made}, {page.pk: digest_of(made.sheet)})
    page.refresh_from_db()
    assert (page.digest, page.owner) == ("", None)
    assert page.due is not None
