"""Keys that are made once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from masthead.lib.once import write_once


def test_the_first_text_stays_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    assert write_once(path, "first") == "first"
    assert write_once(path, "second") == "first"
    assert path.stat().st_mode & 0o777 == 0o600


def test_many_at_once_agree(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def write(text: str) -> str:
        start.wait()
        return write_once(tmp_path / "key", text)

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(write, map(str, range(8))))
    assert answers == {(tmp_path / "key").read_text()}


def test_a_file_that_a_crash_left_empty_is_written(tmp_path: Path) -> None:
    (tmp_path / "key").touch()
    assert write_once(tmp_path / "key", "text") == "text"
    assert (tmp_path / "key").read_text() == "text"
