"""A demo newsroom with odd things in it, a scratch PostgreSQL, and an empty place to restore into."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from masthead.config.backups.contents import kept_models
from tests.ground import postgresql
from tests.ground.database import ROOT
from tests.ground.server import LEAVE_DEMO_PICTURES, Site, free_port

ODD = "Голос \"quoted\" \\ 'x' 😀\n\t"
ODD_JSON = '{"b": 1.5, "a": [null, true, "\\u0456"], "big": 12345678901234567890}'


def tables() -> list[str]:
    """Every table that a backup keeps."""
    return [model._meta.db_table for model in kept_models()]


def make_odd(site: Site) -> None:
    """Give some tables that the demo leaves empty, and some columns, what is hard to carry over."""
    site.change(LEAVE_DEMO_PICTURES)
    moment = "2026-11-25 23:59:59.000001"
    with closing(sqlite3.connect(site.data / "masthead.sqlite3")) as database:
        run = database.execute
        run("UPDATE people_author SET biography = ? WHERE id = (SELECT min(id) FROM people_author)", [ODD])
        run("INSERT INTO importers_source (id, kind, address) VALUES (7, 'wordpress', ?)", [ODD])
        run(
            "INSERT INTO importers_importrun (id, file_name, started_at, checkpoint, report, source_id)"
            " VALUES (2000000000, 'a.xml', ?, 0, ?, 7)", [moment, ODD_JSON],
        )  # fmt: skip
        run(
            "INSERT INTO wagtaildocs_document (title, file, created_at, collection_id, file_hash, file_size)"
            " SELECT 'Gone', 'documents/gone.pdf', ?, id, '', 9876543210 FROM wagtailcore_collection LIMIT 1", [moment],
        )  # fmt: skip
        database.commit()


def masthead(data: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a data folder."""
    return Site(data, free_port(), options=environ).command(*words)


def start(data: Path, *words: str, **environ: str) -> subprocess.Popen[bytes]:
    """Begin a command and do not wait for it."""
    line = [sys.executable, "-m", "masthead.config.commands", *words]
    site = Site(data, free_port(), options=environ)
    return subprocess.Popen(line, env=site.environ, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_when(holds: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Look closely until something holds, then kill the process; fail when it ends before."""
    until = time.monotonic() + 600
    try:
        while not holds():
            assert process.poll() is None, "it ended before"
            assert time.monotonic() < until, "it took too long"
            time.sleep(0.005)
    finally:
        process.kill()
        process.wait()


def one_line(done: subprocess.CompletedProcess[str], says: str) -> None:
    """Refused as an operator can understand it."""
    lines = [line for line in done.stderr.splitlines() if not line.rstrip().endswith(("...", "done"))]
    assert done.returncode == 2, done.stderr
    assert len(lines) == 1, done.stderr
    assert says in lines[0]


@contextmanager
def scratch_postgresql() -> Iterator[Callable[[str], str]]:
    """A server of its own; makes empty databases and answers their ``DATABASE_URL``."""
    folder = Path(tempfile.mkdtemp(prefix="masthead-pg-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "TEST_GROUND", str(folder))
        server = postgresql.start(folder / "postgresql")
        if server is None:
            shutil.rmtree(folder)
            pytest.skip("PostgreSQL is not on this machine")
        try:
            yield _make_database
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)


def _make_database(name: str) -> str:
    with postgresql._connect("postgres") as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    return f"postgresql://{postgresql.USER}@{quote(str(postgresql.socket_folder()), safe='')}/{name}"


def table_count(url_name: str) -> int:
    """How many tables a scratch database has."""
    with postgresql._connect(url_name) as connection:
        found = connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
        return int(found.fetchone()[0])
