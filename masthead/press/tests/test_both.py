"""Two places that get the same paper: a page is delivered when both have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.press.targets.both import Both
from masthead.press.targets.folder import FolderTarget
from masthead.press.targets.target import DeliveryFailed, Sheet


def sheet(path: str) -> Sheet:
    return Sheet(path, "text/html; charset=utf-8", {"identity": b"<p>words</p>"})


def test_both_get_a_page_and_both_lose_it(tmp_path: Path) -> None:
    here, there = FolderTarget(tmp_path / "here"), FolderTarget(tmp_path / "there")
    both = Both(here, there)
    both.put([sheet("/"), sheet("/city/")])
    assert set(here.paths()) == set(there.paths()) == {"/", "/city/"}
    both.remove("/city/")
    there.put([sheet("/only-there/")])
    assert sorted(both.paths()) == ["/", "/only-there/"]


def test_when_the_second_does_not_take_it_the_first_has_it_and_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("a file, where a folder should be")
    both = Both(FolderTarget(tmp_path / "here"), FolderTarget(tmp_path / "there"))
    with pytest.raises(DeliveryFailed, match="there"):
        both.put([sheet("/")])
    assert (tmp_path / "here" / "index.html").is_file()
