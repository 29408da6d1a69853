"""``masthead print``, as an operator types it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ground.server import MakeSite, Site


@pytest.fixture(scope="module")
def newsroom(make_site: MakeSite) -> Site:
    """A new newsroom without a story, printed. Nothing runs."""
    site = make_site(is_demo=False, starts=False)
    first = site.command("print")
    assert first.returncode == 0, first.stderr
    assert count(first.stdout, "printed") > 5
    return site


def count(text: str, word: str) -> int:
    """The number before a word of what the command said."""
    found = re.search(rf"(\d+) {word}", text)
    return int(found.group(1)) if found else 0


def test_it_prints_the_paper_and_then_only_what_is_due(newsroom: Site) -> None:
    assert (newsroom.data / "site" / "index.html.br").is_file()
    assert (newsroom.data / "press" / "whole").exists()
    second = newsroom.command("print")
    assert (count(second.stdout, "printed"), count(second.stdout, "unchanged")) == (0, 0)


def test_all_prints_each_page_anew_and_takes_away_the_rest(newsroom: Site) -> None:
    (newsroom.data / "site" / "leftover.html").write_text("from before")
    answer = newsroom.command("print", "--all", "--jobs", "2")
    assert answer.returncode == 0, answer.stderr
    assert count(answer.stdout, "printed") > 5
    assert "1 files that belonged to no page taken away" in answer.stdout
    assert not (newsroom.data / "site" / "leftover.html").exists()


def test_the_paper_can_be_printed_elsewhere(newsroom: Site, tmp_path: Path) -> None:
    answer = newsroom.command("print", "--to", str(tmp_path / "copy"))
    assert answer.returncode == 0, answer.stderr
    assert count(answer.stdout, "pages printed to") > 5
    home = newsroom.data / "site"
    assert (tmp_path / "copy" / "index.html").read_bytes() == (home / "index.html").read_bytes()


def test_a_folder_that_is_in_use_is_left_alone(newsroom: Site, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    answer = newsroom.command("print", "--to", str(tmp_path))
    assert answer.returncode == 2
    assert "is not empty. Name a new or an empty folder." in answer.stderr
    assert "Traceback" not in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("place", ["file", "file/copy"])
def test_a_folder_that_cannot_be_made_is_said_in_a_line(newsroom: Site, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    answer = newsroom.command("print", "--to", str(tmp_path / place))
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
