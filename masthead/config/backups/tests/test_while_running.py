"""Backups while people write, pictures vanish, machines die and clocks strike."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from masthead.config.backups import record, schedule
from masthead.config.backups.archive import Packer, check
from masthead.config.backups.rotation import backups_in, name_of
from masthead.config.backups.tests.repacking import part_names, rows_of
from masthead.config.backups.tests.scene import kill_when, start
from masthead.config.backups.uploads import Roll, pack_uploads
from masthead.config.backups.workspace import PREFIX, workspace
from masthead.lib.pause import pause
from tests.ground.server import MakeSite, Site


@pytest.fixture(scope="module")
def site(make_site: MakeSite) -> Site:
    """An empty newsroom that does not run."""
    return make_site(is_demo=False, starts=False)


@contextmanager
def writer(database: Path) -> Iterator[list[int]]:
    """Somebody who writes the same number into two tables, again and again, each time in one transaction."""
    count, stopped = [0], threading.Event()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO auth_group (id, name) VALUES (900, '0')")
        connection.execute("INSERT INTO taggit_tag (id, name, slug) VALUES (900, '0', 'count')")
        connection.commit()

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as connection:
            while not stopped.is_set():
                count[0] += 1
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("UPDATE auth_group SET name = ? WHERE id = 900", [str(count[0])])
                connection.execute("UPDATE taggit_tag SET name = ? WHERE id = 900", [str(count[0])])
                connection.execute("COMMIT")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield count
    finally:
        stopped.set()
        thread.join()


def test_a_backup_is_of_one_moment_and_holds_nobody_up(site: Site, tmp_path: Path) -> None:
    with writer(site.data / "masthead.sqlite3") as count:
        for number in range(2):
            before = count[0]
            done = site.command("backup", str(tmp_path / f"{number}.tar"))
            assert done.returncode == 0, done.stderr
            assert count[0] > before + 10
            [group] = [row[1] for row in rows_of(tmp_path / f"{number}.tar", "auth_group") if row[0] == 900]
            [tag] = [row[1] for row in rows_of(tmp_path / f"{number}.tar", "taggit_tag") if row[0] == 900]
            assert group == tag
            assert before <= int(group) <= count[0]


def test_a_killed_backup_leaves_no_file_and_the_next_clears_up(site: Site, tmp_path: Path) -> None:
    picture = site.data / "media" / "images" / "big.jpg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    with picture.open("wb") as file:
        file.truncate(3 * 1024**3)  # takes a while to read and no room
    begun = start(site.data, "backup", str(tmp_path / "x.tar"))

    def is_at_the_picture() -> bool:
        return any(path.stat().st_size > 50 * 1024**2 for path in tmp_path.glob(f"{PREFIX}*/backup.tar"))

    kill_when(is_at_the_picture, begun)
    picture.unlink()
    assert not (tmp_path / "x.tar").exists()
    assert list(tmp_path.glob(f"{PREFIX}*"))
    assert site.command("backup", str(tmp_path / "x.tar")).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x.tar"]
    check(tmp_path / "x.tar")


def test_a_workspace_in_use_is_left_alone(tmp_path: Path) -> None:
    with workspace(tmp_path) as first, workspace(tmp_path) as second:
        assert first.exists()
        assert second.exists()
    assert not list(tmp_path.iterdir())


def test_a_picture_that_vanishes_meanwhile_is_reported(tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (media / name).write_bytes(name.encode())
    packer, roll = Packer(tmp_path / "x.tar"), Roll(tmp_path)
    for name in ("a.jpg", "b.jpg", "long-gone.jpg"):
        roll.name(name)
    count = pack_uploads(media, packer, roll, lambda size: (media / "b.jpg").unlink(missing_ok=True))
    packer.finish()
    assert count == 2
    assert list(roll.missing()) == ["b.jpg", "long-gone.jpg"]
    assert part_names(tmp_path / "x.tar") == ["media/a.jpg", "media/c.jpg", "SHA256SUMS"]


def test_folders_that_are_links_are_backed_up_once(tmp_path: Path) -> None:
    media, elsewhere = tmp_path / "media", tmp_path / "elsewhere"
    elsewhere.mkdir()
    media.mkdir()
    (elsewhere / "a.jpg").write_bytes(b"a")
    (media / "images").symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(media)
    packer, roll = Packer(tmp_path / "x.tar"), Roll(tmp_path)
    assert pack_uploads(media, packer, roll, lambda size: None) == 1
    packer.finish()
    assert part_names(tmp_path / "x.tar") == ["media/images/a.jpg", "SHA256SUMS"]


class Started:
    """Stands for a process that was started: a real one would be the whole newsroom."""

    code: int | None = None

    def __init__(self, *line: object, **rest: object) -> None:
        Started.code = None

    def poll(self) -> int | None:
        return Started.code


@pytest.fixture
def clock(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paper: object) -> schedule.Clock:
    settings.DATA, settings.BACKUPS = tmp_path, tmp_path / "backups"
    settings.BACKUPS.mkdir()
    monkeypatch.setattr("masthead.config.backups.schedule.subprocess.Popen", Started)
    monkeypatch.setattr(schedule, "LOOK_EVERY", 0.0)
    return schedule.Clock()


def test_the_worker_starts_one_when_it_is_due_and_only_one(clock: schedule.Clock) -> None:
    assert clock.tick() == 1
    assert clock.tick() == 0


def test_a_backup_that_was_killed_is_a_failure_and_waits_an_hour(clock: schedule.Clock) -> None:
    assert clock.tick() == 1
    Started.code = -9
    assert clock.tick() == 0
    assert record.read().reason == "the backup was stopped (exit code -9)."


def test_none_is_started_while_paused(clock: schedule.Clock, tmp_path: Path) -> None:
    pause(tmp_path, "restored.")
    assert clock.tick() == 0


def test_none_is_started_without_a_folder(clock: schedule.Clock, settings: Any) -> None:
    settings.BACKUPS = None
    assert clock.tick() == 0


def test_none_is_started_after_todays(clock: schedule.Clock, settings: Any) -> None:
    (settings.BACKUPS / name_of(datetime.now(UTC))).write_bytes(b"")
    assert clock.tick() == 0


def test_the_daily_backup_is_made_recorded_and_rotated(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "nightly"
    folder.mkdir()
    today = datetime.now(UTC)
    for days in range(40, 400, 10):
        (folder / name_of(today - timedelta(days=days))).write_bytes(b"old")
    site.options = {"MASTHEAD_BACKUPS": str(folder)}
    try:
        done = site.command("backup")
    finally:
        site.options = {}
    assert done.returncode == 0, done.stderr
    left = backups_in(folder)
    assert len(left) < 20
    newest = left[max(left)]
    check(newest)
    assert str(newest) in (site.data / "backups.json").read_text()
    assert time.time() - newest.stat().st_mtime < 60
