"""A newsroom comes back as it was: on SQLite, on PostgreSQL, by way of both, and after a kill."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from masthead.config.backups.tests.repacking import all_rows, part_names, part_of, repack, rows_of
from masthead.config.backups.tests.scene import (
    kill_when,
    make_odd,
    masthead,
    one_line,
    scratch_postgresql,
    start,
    table_count,
    tables,
)  # fmt: skip
from tests.ground.server import MakeSite, Site

ADDRESS = "https://tide.example"


@pytest.fixture(scope="module")
def site(make_site: MakeSite) -> Site:
    """The demo paper with odd things in it; it does not run."""
    made = make_site(starts=False)
    make_odd(made)
    (made.data / "masthead.toml").write_text(f'MASTHEAD_URL = "{ADDRESS}"\n')
    return made


@pytest.fixture(scope="module")
def rows(site: Site) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the newsroom."""
    return all_rows(site.data / "masthead.sqlite3", tables())


@pytest.fixture(scope="module")
def backup(site: Site, rows: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    file = tmp_path_factory.mktemp("backups") / "monday.tar"
    done = site.command("backup", str(file))
    assert done.returncode == 0, done.stderr
    assert "1 files that the newsroom names were not there: documents/gone.pdf" in done.stderr
    return file


@pytest.fixture(scope="module")
def restored(backup: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a restore whose first try was killed."""
    data = tmp_path_factory.mktemp("restored") / "data"
    begun = start(data, "restore", str(backup))
    staged = data / ".masthead.sqlite3.restoring"
    kill_when(lambda: staged.exists() and staged.stat().st_size > 300_000, begun)
    one_line(masthead(data, "demo", "--if-empty"), "A restore did not come to its end here")
    done = masthead(data, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert "paused" in done.stdout
    return data


@pytest.fixture(scope="module")
def make_database() -> Iterator[Callable[[str], str]]:
    with scratch_postgresql() as make:
        yield make


@pytest.fixture
def older(backup: Path, tmp_path: Path) -> Path:
    """The backup as made before fronts 0003: the front page has no switch for the news feed, which is on."""

    def age(content: bytes) -> bytes:
        about = json.loads(content)
        about["migrations"] = [key for key in about["migrations"] if key[0] != "fronts" or key[1] < "0003"]
        about["tables"]["fronts_front"] = [
            column for column in about["tables"]["fronts_front"] if column[0] != "has_news_feed"
        ]
        return json.dumps(about).encode()

    columns = [name for name, _ in json.loads(part_of(backup, "about.json"))["tables"]["fronts_front"]]
    place = columns.index("has_news_feed")

    def shorten(content: bytes) -> bytes:
        rows = [json.loads(line) for line in gzip.decompress(content).splitlines()]
        return gzip.compress("\n".join(json.dumps(row[:place] + row[place + 1 :]) for row in rows).encode())

    return repack(backup, tmp_path / "older.tar", {"about.json": age, "database/fronts_front.jsonl.gz": shorten})


def uploads(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in (data / "media").rglob("*") if path.is_file()}


def test_a_backup_can_be_read_by_its_owner_only(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in backup.parent.iterdir()] == ["monday.tar"]


def test_a_backup_holds_keys_options_and_every_upload(site: Site, backup: Path) -> None:
    names = part_names(backup)
    assert {"about.json", "keys/secret-key", "masthead.toml", "missing.txt"} <= set(names)
    assert {name for name in names if name.startswith("media/")} == set(uploads(site.data))
    assert not [name for name in names if name.startswith(("static/", "site/", "mail/"))]


def test_every_row_comes_back(restored: Path, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    assert all_rows(restored / "masthead.sqlite3", tables()) == rows
    assert sum(map(len, rows.values())) > 1500


def test_every_file_comes_back(site: Site, restored: Path) -> None:
    assert uploads(restored) == uploads(site.data)
    for name in ("secret-key", "masthead.toml", "first-password"):
        assert (restored / name).read_bytes() == (site.data / name).read_bytes()
    assert not (restored / ".restoring").exists()
    assert not list(restored.glob("*.restoring*"))


def test_readers_find_stories_again(site: Site, restored: Path) -> None:
    def found(data: Path) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(data / "masthead.sqlite3")) as database:
            query = "SELECT rowid FROM fronts_search WHERE fronts_search MATCH 'harbour' ORDER BY rowid"
            return database.execute(query).fetchall()

    assert found(restored) == found(site.data)
    assert found(restored)


def test_a_restored_newsroom_is_paused_until_go(restored: Path) -> None:
    assert "Mail and payments are paused" in masthead(restored, "check").stdout
    assert masthead(restored, "go").stdout.startswith("Mail and payments go out again.")
    assert "paused" not in masthead(restored, "check").stdout
    assert masthead(restored, "go").stdout == "Nothing is paused.\n"


def test_a_full_newsroom_is_refused(restored: Path, backup: Path) -> None:
    before = (restored / "masthead.sqlite3").read_bytes()
    one_line(masthead(restored, "restore", str(backup)), "This newsroom is not empty: its database has tables")
    assert (restored / "masthead.sqlite3").read_bytes() == before


def test_a_restore_that_was_killed_while_it_placed_files_is_undone_and_an_older_backup_brought_to_this_version(
    restored: Path, older: Path, tmp_path: Path, rows: dict[str, list[tuple[Any, ...]]]
) -> None:
    """As it stands between the moving of the pictures and the database's taking its name."""
    data = tmp_path / "data"
    shutil.copytree(restored, data)
    (data / "masthead.sqlite3").rename(data / ".masthead.sqlite3.restoring")
    (data / ".restoring").mkdir()
    (data / ".restoring" / "placing").write_text("masthead.toml")
    (data / "media" / ".restoring").mkdir()
    (data / "media" / "images" / "half.jpg").write_bytes(b"half")
    one_line(masthead(data, "demo", "--if-empty"), "A restore did not come to its end here")
    done = masthead(data, "restore", str(older))
    assert done.returncode == 0, done.stderr
    assert all_rows(data / "masthead.sqlite3", tables()) == rows
    assert uploads(data) == uploads(restored)


def test_it_goes_to_postgresql_and_back(
    backup: Path, tmp_path: Path, make_database: Callable[[str], str], rows: dict[str, list[tuple[Any, ...]]]
) -> None:
    url, big = make_database("paper"), tmp_path / "big"
    begun = start(big, "restore", str(backup), DATABASE_URL=url)
    kill_when(lambda: list((big / "media" / ".restoring").glob("images/*")), begun)
    assert table_count("paper") == 0
    done = masthead(big, "restore", str(backup), DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    one_line(masthead(big, "restore", str(backup), DATABASE_URL=url), "its database has tables")
    made = masthead(big, "account", "new@tide.example", DATABASE_URL=url)  # numbers go on after those restored
    assert made.returncode == 0, made.stderr
    done = masthead(big, "backup", str(tmp_path / "tuesday.tar"), DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    assert masthead(tmp_path / "back", "restore", str(tmp_path / "tuesday.tar")).returncode == 0
    found = all_rows(tmp_path / "back" / "masthead.sqlite3", tables())
    changed = {table for table in rows if found[table] != rows[table]}
    assert changed <= {"people_staff", "people_staff_groups", "wagtailcore_site"}
    for table in ("people_staff", "people_staff_groups"):
        assert found[table][: len(rows[table])] == rows[table]
    assert len(found["people_staff"]) == len(rows["people_staff"]) + 1


def test_the_restored_paper_reads_the_same(site: Site, restored: Path, make_site: MakeSite) -> None:
    """Each side is served at the same public address, so that not even an address differs."""
    copy = make_site(starts=False)
    shutil.rmtree(copy.data)
    shutil.copytree(restored, copy.data)
    for data in (site.data, copy.data):  # what lies printed was printed under another address
        shutil.rmtree(data / "site", ignore_errors=True)
        (data / "press" / "whole").unlink(missing_ok=True)
    here, there = ({path: one_site.get(path) for path in paths(site)} for one_site in started(site, copy))
    assert [path for path in here if here[path].body != there[path].body] == []
    assert all(answer.status == 200 for answer in here.values())


def paths(site: Site) -> list[str]:
    with closing(sqlite3.connect(site.data / "masthead.sqlite3")) as database:
        stories = database.execute("SELECT address FROM articles_story WHERE address IS NOT NULL").fetchall()
        pictures = database.execute("SELECT file FROM media_rendition LIMIT 5").fetchall()
    return [
        "/",
        "/about/",
        "/city/",
        "/news-feed/",
        *(row[0] for row in stories),
        *(f"/media/{row[0]}" for row in pictures),
    ]


def started(*sites: Site) -> Iterator[Site]:
    for one in sites:
        one.role = "web"
        one.start()
        yield one
        one.stop()


def test_rows_can_be_read_without_masthead(backup: Path, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    assert len(rows_of(backup, "articles_story")) == len(rows["articles_story"])
