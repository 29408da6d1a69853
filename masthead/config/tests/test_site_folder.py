"""What may be named as the folder to print to."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.config.commands.site_folder import ALWAYS_PRINTED, check_site_folder
from masthead.config.exceptions import CannotStart
from masthead.press.targets.folder import FolderTarget


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").write_text("another site")
    with pytest.raises(CannotStart, match=r"holds 'index.html'.*empty folder"):
        check_site_folder(tmp_path / "www", tmp_path / "data")


def test_a_new_folder_is_taken_and_known_again_with_whatever_is_printed_there(tmp_path: Path) -> None:
    check_site_folder(tmp_path / "new" / "www", tmp_path / "data")
    (tmp_path / "new" / "www" / "index.html").write_text("half of the paper")
    check_site_folder(tmp_path / "new" / "www", tmp_path / "data")
    FolderTarget(tmp_path / "new" / "www").sweep(set())
    (tmp_path / "new" / "www" / "index.html").write_text("the paper again")
    check_site_folder(tmp_path / "new" / "www", tmp_path / "data")


def test_a_paper_that_was_printed_before_is_taken(tmp_path: Path) -> None:
    for name in ALWAYS_PRINTED:
        (tmp_path / name).write_text("printed")
    check_site_folder(tmp_path, tmp_path / "data")


def test_the_folder_in_the_data_folder_is_left_alone(tmp_path: Path) -> None:
    check_site_folder(tmp_path / "site", tmp_path)
    assert not (tmp_path / "site").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="cannot be written to"):
        check_site_folder(tmp_path / "file" / "www", tmp_path / "data")
