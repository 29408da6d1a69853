"""What an operator meets when something is wrong: one line, exit code 2, no traceback."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


def start(tmp_path: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("MASTHEAD_", "DJANGO_", "DATABASE"))
    }
    return subprocess.run(
        [sys.executable, "-m", "masthead.config.commands", *(arguments or ("run",))],
        env={**clean, "MASTHEAD_DATA": str(tmp_path / "data"), **environ},
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(done: subprocess.CompletedProcess[str], says: str) -> None:
    assert done.returncode == 2, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("masthead: ")
    assert says in lines[0]


def test_a_wrong_option_is_named(tmp_path: Path) -> None:
    refused(start(tmp_path, MASTHEAD_THREADS="many"), "MASTHEAD_THREADS: 'many' is not a whole number")


def test_a_used_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        refused(start(tmp_path, MASTHEAD_BIND=bind), f"MASTHEAD_BIND: {bind} cannot be used")


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(start(tmp_path, MASTHEAD_DATA=str(tmp_path / "file" / "data")), "MASTHEAD_DATA")


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "newer.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'articles', '9999_from_tomorrow', '2030-01-01')")
    before = file.read_bytes()
    refused(
        start(tmp_path, DATABASE_URL=f"sqlite:///{file}"),
        "made by a newer Masthead (it has articles 9999_from_tomorrow)",
    )
    with sqlite3.connect(file) as database:
        assert database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone() == (1,)
    assert len(file.read_bytes()) >= len(before)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "noise.sqlite3"
    file.write_bytes(b"this is not a database at all" * 100)
    refused(start(tmp_path, DATABASE_URL=f"sqlite:///{file}"), "the database cannot be used")


def test_a_database_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    url = "postgresql://me:hunter2@127.0.0.1:1/paper"
    done = start(tmp_path, DATABASE_URL=url)
    refused(done, "the database cannot be used")
    assert "hunter2" not in done.stderr + done.stdout


@pytest.mark.parametrize("command", ["run", "demo", "import", "account", "check", "manage"])
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    done = start(tmp_path, command, "--help")
    assert done.returncode == 0
    assert "usage: masthead" in done.stdout


def test_an_import_of_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = start(tmp_path, "import", "wordpress", str(tmp_path / "nothing.xml"))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "nothing.xml" in done.stderr
