"""What an operator meets when a backup or a restore cannot be: one line, and nothing changed."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from masthead.config.backups.archive import Packer
from masthead.config.backups.tests.repacking import Change, repack
from masthead.config.backups.tests.scene import masthead, one_line
from tests.ground.server import MakeSite, Site


@pytest.fixture(scope="module")
def site(make_site: MakeSite) -> Site:
    """An empty newsroom with a picture."""
    made = make_site(is_demo=False, starts=False)
    (made.data / "media" / "images").mkdir(parents=True)
    (made.data / "media" / "images" / "ferry.jpg").write_bytes(b"ferry" * 1000)
    (made.data / "masthead.toml").write_text("MASTHEAD_THREADS = 4\n")
    return made


@pytest.fixture(scope="module")
def backup(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "monday.tar"
    done = site.command("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def changed(field: str, value: object) -> Change:
    def change(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), field: value}).encode()

    return change


def untouched(data: Path) -> None:
    """As empty as a data folder is in which nothing but a command was tried."""
    assert {path.name for path in data.iterdir()} <= {"secret-key", "lock", "in-use", "masthead.sqlite3", "media"}
    assert not list((data / "media").rglob("*"))
    if (data / "masthead.sqlite3").exists():
        with closing(sqlite3.connect(data / "masthead.sqlite3")) as database:
            assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_a_file_that_is_there_is_not_overwritten(site: Site, tmp_path: Path) -> None:
    (tmp_path / "old.tar").write_bytes(b"old")
    one_line(site.command("backup", str(tmp_path / "old.tar")), "is there already")
    assert (tmp_path / "old.tar").read_bytes() == b"old"
    assert site.command("backup", "--force", str(tmp_path / "old.tar")).returncode == 0
    assert tarfile.is_tarfile(tmp_path / "old.tar")


@pytest.mark.parametrize("name", ["nowhere/backup.tar", "."])
def test_a_place_that_is_none_is_named(site: Site, tmp_path: Path, name: str) -> None:
    one_line(site.command("backup", str(tmp_path / name)), "name a file in a folder that is there")


def test_a_backup_among_the_pictures_is_refused(site: Site) -> None:
    one_line(site.command("backup", str(site.data / "media" / "all.tar")), "cannot stand among the pictures")


def test_a_backup_without_a_name_needs_a_folder(site: Site) -> None:
    (site.data / "backups.json").unlink(missing_ok=True)
    one_line(site.command("backup"), "masthead backup FILE. Or set MASTHEAD_BACKUPS")
    assert not (site.data / "backups.json").exists()  # nobody is told of a backup that failed


def test_a_newsroom_that_was_never_started_has_no_backup(tmp_path: Path) -> None:
    one_line(masthead(tmp_path / "data", "backup", str(tmp_path / "x.tar")), "Start once with: masthead run")
    assert not (tmp_path / "x.tar").exists()


def test_a_backup_that_is_not_there(tmp_path: Path) -> None:
    one_line(masthead(tmp_path / "data", "restore", str(tmp_path / "x.tar")), "there is no such file")


@pytest.mark.parametrize("content", [b"", b"not a tar at all" * 100])
def test_a_file_that_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    one_line(masthead(tmp_path / "data", "restore", str(tmp_path / "x.tar")), "the backup is damaged")


def test_another_tar_is_no_backup(tmp_path: Path) -> None:
    packer = Packer(tmp_path / "x.tar")
    packer.add_bytes("holiday.jpg", b"sea")
    packer.finish()
    one_line(masthead(tmp_path / "data", "restore", str(tmp_path / "x.tar")), "this is no backup made by masthead")


def test_a_damaged_backup_is_refused_and_the_part_named(backup: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tar"
    content = bytearray(backup.read_bytes())
    content[content.index(b"ferryferry") + 7] ^= 1
    damaged.write_bytes(content)
    one_line(masthead(tmp_path / "data", "restore", str(damaged)), "one part is: media/images/ferry.jpg")
    one_line(masthead(tmp_path / "data", "restore", "--check", str(damaged)), "one part is: media/images/ferry.jpg")
    untouched(tmp_path / "data")


def test_a_whole_backup_can_be_checked_anywhere(site: Site, backup: Path) -> None:
    done = site.command("restore", "--check", str(backup))
    assert done.returncode == 0, done.stderr
    assert "monday.tar: whole (Masthead " in done.stdout


@pytest.mark.parametrize(
    ("field", "value"),
    [("format", 2), ("migrations", [["articles", "0001_initial"], ["articles", "9999_from_tomorrow"]])],
)
def test_a_newer_backup_is_refused(backup: Path, tmp_path: Path, field: str, value: object) -> None:
    newer = repack(backup, tmp_path / "newer.tar", {"about.json": changed(field, value)})
    done = masthead(tmp_path / "data", "restore", str(newer))
    one_line(done, "newer")
    untouched(tmp_path / "data")


def test_a_folder_with_pictures_is_refused(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / "media").mkdir(parents=True)
    (tmp_path / "data" / "media" / "mine.jpg").write_bytes(b"mine")
    one_line(masthead(tmp_path / "data", "restore", str(backup)), "holds files")
    assert (tmp_path / "data" / "media" / "mine.jpg").read_bytes() == b"mine"


def test_a_newsroom_that_runs_is_refused(make_site: MakeSite, backup: Path) -> None:
    site = make_site(is_demo=False, role="web")
    for path in site.data.glob("masthead.sqlite3*"):
        path.unlink()  # as somebody does who thinks that this empties it
    one_line(site.command("restore", str(backup)), "is in use by another Masthead. Stop it first.")
    site.stop()


def test_a_database_that_only_the_backup_names_is_asked_about(backup: Path, tmp_path: Path) -> None:
    toml = f'DATABASE_URL = "sqlite:///{tmp_path}/real.sqlite3"\n'.encode()
    named = repack(backup, tmp_path / "named.tar", {"masthead.toml": lambda content: toml})
    one_line(masthead(tmp_path / "data", "restore", str(named)), "Say which one to restore into")
    untouched(tmp_path / "data")


def test_rows_that_the_database_refuses_leave_it_empty(backup: Path, tmp_path: Path) -> None:
    """A column that no version ever had."""

    def change(content: bytes) -> bytes:
        about = json.loads(content)
        about["tables"]["auth_group"][1][0] = "nom"
        return json.dumps(about).encode()

    odd = repack(backup, tmp_path / "odd.tar", {"about.json": change})
    one_line(masthead(tmp_path / "data", "restore", str(odd)), "the table auth_group is refused by the database")
    untouched(tmp_path / "data")
