"""Exports of real sites and the fixtures of other importers, when they stand beside the checkout."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Page

from masthead.articles.models import Story
from masthead.importers.wordpress.run import import_wordpress
from masthead.publication.models import StaticPage

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared archives are not on this machine"),
]

# file: (live stories, scheduled, drafts, pages). Pages without a word do not come; in Pelican's file three numbers
# are used twice; the schedule of the a11y file was missed in 2020.
EXPECTED = {
    "wptt-themeunittestdata.xml": (55, 1, 2, 20),
    "wptt-64-block-test-data.xml": (61, 0, 0, 1),
    "wptt-theme-preview.xml": (7, 0, 0, 0),
    "wpimporter-a11y-unit-test-data.xml": (44, 0, 3, 17),
    "pelican-wordpressexport.xml": (5, 0, 4, 1),
    "cc-labs.xml": (219, 0, 0, 4),
    "kadence-g43-blocks.xml": (20, 0, 0, 7),
    "generated-ukrainian.xml": (49, 12, 48, 4),
}


def brought() -> tuple[int, int, int, int]:
    stories = Counter(
        "live" if story.live else "scheduled" if story.go_live_at else "draft" for story in Story.objects.all()
    )
    return stories["live"], stories["scheduled"], stories["draft"], StaticPage.objects.count()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_archive_comes_whole_and_only_once(name: str, paper: Any) -> None:
    first = import_wordpress(SHARED / "wxr" / name)
    assert not [left for reason, left in first.left.items() if "could not be" in reason]
    assert brought() == EXPECTED[name]
    pages = Page.objects.count()
    second = import_wordpress(SHARED / "wxr" / name)
    assert Page.objects.count() == pages
    assert not [deed for (_kind, deed) in second.came if deed != "unchanged"]
    assert not any(Page.find_problems())


def _edges() -> list[Path]:
    return sorted((SHARED / "edge").glob("*.xml")) if SHARED.is_dir() else []


@pytest.mark.parametrize("path", _edges(), ids=lambda path: path.stem)
def test_an_odd_file_is_read_and_comes_only_once(path: Path, paper: Any) -> None:
    report = import_wordpress(path)
    assert not [left for reason, left in report.left.items() if "could not be" in reason]
    pages = Page.objects.count()
    import_wordpress(path)
    assert Page.objects.count() == pages


def test_stories_stand_under_their_own_names_not_under_one(paper: Any) -> None:
    import_wordpress(SHARED / "wxr" / "cc-labs.xml")
    authors = {author.name for story in Story.objects.all() for author in story.byline}
    assert len(authors) > 15


def test_co_authors_are_the_accounts_of_the_same_name(paper: Any) -> None:
    import_wordpress(SHARED / "edge" / "tryghost-co-authors-plus.xml")
    bylines = {story.title: [author.name for author in story.byline] for story in Story.objects.all()}
    assert bylines["Three Author Post"] == ["Alice Smith", "Bob Jones", "Carol White"]
    assert bylines["Duplicate Author Entries Post"] == ["Alice Smith", "Bob Jones"]
    assert bylines["Single Co-Author Post"] == ["Bob Jones"]
