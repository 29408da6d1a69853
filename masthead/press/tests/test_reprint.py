"""Printing everything: for an editor, for a new press, into another folder; and sweeping the site folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from masthead.articles.models import Story
from masthead.press.actions.reprint import print_to, reprint_everything, reprint_when_press_is_new, sweep
from masthead.press.models import Page
from masthead.press.targets.folder import FolderTarget
from tests.ground.cast import MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_everything_is_printed_anew_and_comes_out_the_same(printed: Printed, story: Story) -> None:
    printed.again()
    before, place = files(printed.folder), printed.folder / "index.html"
    number = place.stat().st_ino
    assert reprint_everything() == Page.objects.count()
    printed.again()
    assert printed.count.printed == Page.objects.count()
    assert files(printed.folder) == before
    assert place.stat().st_ino != number


def test_a_reprint_finds_what_no_change_has_asked_for(printed: Printed, story: Story) -> None:
    printed.again()
    Page.objects.all().delete()
    reprint_everything()
    printed.again()
    assert printed.has(str(story.address))
    assert printed.has(story.text_address)


def test_a_new_press_prints_everything_once(printed: Printed, settings: Any) -> None:
    assert reprint_when_press_is_new() > 0
    printed.again()
    assert printed.count.unchanged == printed.count.total > 0
    assert reprint_when_press_is_new() == 0
    settings.PUBLIC_URL = "https://tideway.example"
    assert reprint_when_press_is_new() > 0
    printed.again()
    assert "https://tideway.example/" in printed.text("/sitemap/pages.xml")


def test_another_folder_gets_the_same_paper_and_the_books_stay_as_they_are(
    printed: Printed, story: Story, tmp_path: Path
) -> None:
    printed.again()
    before = list(Page.objects.order_by("pk").values())
    count, failed = print_to(tmp_path / "elsewhere")
    assert not failed
    assert files(tmp_path / "elsewhere") == files(printed.folder)
    assert count == Page.objects.count()
    assert list(Page.objects.order_by("pk").values()) == before
    assert printed.due() == set()


def test_sweeping_leaves_each_page_and_takes_the_rest(printed: Printed) -> None:
    before = files(printed.folder)
    (printed.folder / "old-page").mkdir()
    (printed.folder / "old-page" / "index.html").write_text("from before the press")
    (printed.folder / ".fresh-1-index.html").write_text("half a page")
    assert sweep() == 2
    assert files(printed.folder) == before


def test_what_is_printed_while_the_folder_is_swept_stays(
    printed: Printed, story_factory: MakeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (printed.folder / "stray.html").write_text("nobody's")
    look, made = FolderTarget.strays, list[Story]()

    def while_an_editor_publishes(target: FolderTarget, known: set[str]) -> list[Path]:
        made.append(story_factory(title="Ferry"))
        printed.again()
        return look(target, known)

    monkeypatch.setattr(FolderTarget, "strays", while_an_editor_publishes)
    assert sweep() == 1
    assert printed.has(str(made[0].address))
    assert not (printed.folder / "stray.html").exists()
