"""A PostgreSQL of a test's own, which it may stop and start again; the data stays between."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.ground.postgresql import SETTINGS, USER, _owner, programs

NAME = "paper"


class Cluster:
    """The server, reached by a socket in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What ``DATABASE_URL`` is set to."""
        return f"postgresql://{USER}@{quote(str(self.folder), safe='')}/{NAME}"

    def make(self) -> None:
        """Make it, start it, and make the empty database."""
        self._run("initdb", f"--username={USER}", "--auth=trust", "--encoding=UTF8", "--no-sync", "--locale=C.UTF-8",
                  f"--pgdata={self.folder}/cluster")  # fmt: skip
        self.start()
        self.ask(f'CREATE DATABASE "{NAME}"', where="postgres")

    def start(self) -> None:
        """Start it and wait until it answers; one that runs goes on."""
        if self.process and self.process.poll() is None:
            return
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        line = [f"{programs()}/postgres", "-D", f"{self.folder}/cluster", "-k", str(self.folder), *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(line, user=_owner(), stdout=log, stderr=log, cwd="/")
        self._wait()

    def stop(self) -> None:
        """Stop it at once, as if its machine had gone: nobody is asked to finish."""
        if self.process and self.process.poll() is None:
            self._run("pg_ctl", "-D", f"{self.folder}/cluster", "-m", "immediate", "-w", "stop")
            self.process.wait(30)

    def ask(self, statement: str, where: str = NAME) -> list[Any]:
        """The rows that a statement answers."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user=USER, dbname=where, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _wait(self) -> None:
        import psycopg

        for _ in range(600):
            try:
                self.ask("SELECT 1", where="postgres")
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start")

    def _run(self, program: str, *words: str) -> None:
        line = [f"{programs()}/{program}", *words]
        subprocess.run(line, user=_owner(), check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A cluster with an empty database; skipped where PostgreSQL is not installed."""
    if programs() is None:
        pytest.skip("PostgreSQL: no server programs on this machine.")
    folder = Path(tempfile.mkdtemp(prefix="masthead-cluster-"))
    folder.chmod(0o755)
    if owner := _owner():
        shutil.chown(folder, owner)
    made = Cluster(folder)
    try:
        made.make()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
