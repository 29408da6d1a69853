"""The press at work inside a test: the whole paper printed into a folder, and what each change had printed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from masthead.articles import horizon
from masthead.press import memory, sorting
from masthead.press.actions import print_due as printing
from masthead.press.actions.print_due import Count, print_due
from masthead.press.actions.reprint import reprint_everything
from masthead.press.models import Page
from masthead.press.serving.pages import Pages
from masthead.press.serving.store import Store
from masthead.press.targets import folder
from masthead.press.targets.places import place_of


class Printed:
    """A printed paper. ``again`` prints what is due by now, and nothing prints in between."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = Count()

    def due(self) -> set[str]:
        """The addresses that wait for the press, after all that was touched so far."""
        while sorting.sort_touches():
            pass
        return set(Page.objects.filter(due__isnull=False).values_list("path", flat=True))

    def again(self) -> set[str]:
        """Print what is due; which addresses that were, with those that came into being on the way."""
        due, known = self.due(), set(Page.objects.values_list("path", flat=True))
        self.count = print_due()
        return due | (set(Page.objects.values_list("path", flat=True)) - known)

    def changed(self) -> set[str]:
        """Print what is due; which addresses have other bytes than before, came, or went."""
        before = self.digests()
        self.again()
        after = self.digests()
        return {path for path in before | after if before.get(path) != after.get(path)}

    def digests(self) -> dict[str, str]:
        """What stands at each address, as a mark of its bytes."""
        return dict(Page.objects.values_list("path", "digest"))

    def has(self, path: str) -> bool:
        """Whether a page lies at the address."""
        return (self.folder / place_of(path)).is_file()

    def text(self, path: str) -> str:
        """The page at the address, as it lies in the folder."""
        return (self.folder / place_of(path)).read_text(encoding="utf-8")

    def moved(self, path: str) -> str | None:
        """Where an old address leads."""
        return Pages(self.folder, Store(1_000_000), []).moved(path)

    def holds(self, words: str) -> list[str]:
        """The files in which these words stand."""
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        return sorted(str(file.relative_to(self.folder)) for file in files if words.encode() in file.read_bytes())


@pytest.fixture
def site_folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty site folder that the press prints to, and a press that remembers nothing of other tests."""
    monkeypatch.setattr(folder, "_sync", lambda files: None)  # nothing in it outlives the test
    settings.SITE_FOLDER = settings.SITE_STORE = tmp_path / "site"
    _forget()
    yield tmp_path / "site"
    _forget()


@pytest.fixture
def printed(paper: object, site_folder: Path) -> Printed:
    """The test's paper, printed as it stands: three sections, two authors, no story."""
    reprint_everything()
    made = Printed(site_folder)
    made.again()
    return made


def _forget() -> None:
    """A test's database goes back to what it was, and its rounds are counted anew."""
    memory.forget()
    memory.forget_prepared()
    memory._seen_round = -1
    printing._in_doubt.clear()
    horizon._looked_at = float("-inf")
