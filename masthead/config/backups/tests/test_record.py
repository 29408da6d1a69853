"""What is known of the last backups, and what ``masthead check`` makes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from masthead.config.backups import record
from masthead.config.backups.rotation import name_of
from masthead.config.findings import _backups, _pause
from masthead.lib.pause import pause
from masthead.newsroom.newest_backup import newest_backup


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    settings.BACKUPS = tmp_path / "backups"
    settings.BACKUPS.mkdir()
    return tmp_path / "backups"


def made(folder: Path, ago: timedelta) -> None:
    (folder / name_of(datetime.now(UTC) - ago)).write_bytes(b"")


def found() -> list[tuple[str, str]]:
    return [(finding.level, finding.what) for finding in _backups()]


def test_nothing_is_known_at_first() -> None:
    assert record.read() == record.Record()


def test_a_failure_is_remembered_until_a_backup_is_made(tmp_path: Path) -> None:
    record.succeeded(tmp_path / "one.tar")
    record.failed("The disk is full.")
    known = record.read()
    assert (known.file, known.reason) == (str(tmp_path / "one.tar"), "The disk is full.")
    assert known.made_at
    assert known.failed_at
    assert known.made_at < known.failed_at
    record.succeeded(tmp_path / "two.tar")
    assert record.read().failed_at is None


def test_the_newsroom_hears_of_it(settings: Any, tmp_path: Path) -> None:
    record.succeeded(tmp_path / "one.tar")
    found = newest_backup()
    assert found
    assert found.made_at == record.read().made_at
    settings.BACKUPS = None
    assert newest_backup() is None


def test_a_broken_record_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "backups.json").write_text("{}")
    assert record.read() == record.Record()


def test_a_fresh_backup_is_no_finding(folder: Path) -> None:
    made(folder, timedelta(hours=20))
    assert found() == []


def test_an_old_backup_is_wrong(folder: Path) -> None:
    made(folder, timedelta(days=3))
    [(level, what)] = found()
    assert level == "wrong"
    assert what.startswith("The newest backup is of ")


def test_no_backup_is_wrong_when_they_are_on(folder: Path) -> None:
    assert found() == [("wrong", f"There is no backup in {folder}.")]


def test_a_failed_one_is_wrong(folder: Path) -> None:
    made(folder, timedelta(hours=20))
    record.failed("The disk is full.")
    [(level, what)] = found()
    assert level == "wrong"
    assert what.endswith("The disk is full.")


def test_no_backups_at_all_is_worth_a_hint(settings: Any) -> None:
    settings.BACKUPS = None
    assert found() == [("advice", "No backup is made by itself.")]


def test_a_pause_is_told(tmp_path: Path) -> None:
    assert not list(_pause())
    pause(tmp_path, "restored from monday.tar.")
    [finding] = _pause()
    assert "restored from monday.tar." in finding.what
    assert "masthead go" in finding.mend
