"""The tests' database: migrated once for each state of the code, then copied.

``pytest --database=postgresql`` runs the tests that touch the database on a scratch PostgreSQL.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.ground import postgresql

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".pytest_cache" / "masthead"
WITH_TABLES = ("Django", "wagtail", "django-allauth", "django-taggit")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("masthead")
    group.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="the database to test on")


def on_postgresql() -> bool:
    """Whether this run is one on PostgreSQL."""
    return os.environ.get("TEST_DATABASE") == "postgresql"


def pytest_configure(config: pytest.Config) -> None:
    if on_postgresql() and not hasattr(config, "workerinput"):
        folder = Path(os.environ["TEST_GROUND"]) / "postgresql"
        server = postgresql.start(folder)
        if server is None:
            pytest.exit("PostgreSQL: no server programs on this machine, so nothing was tested on it.", returncode=0)
        config.add_cleanup(server.stop)
    if not hasattr(config, "workerinput"):
        make_template()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database in this process is worth a second run."""
    if not on_postgresql():
        return
    kept = [item for item in items if touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def touches_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database, by a mark or by a fixture."""
    wanted = {"db", "transactional_db", "django_db_setup"}
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or bool(wanted & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Give this process a database of its own."""
    if not on_postgresql():
        make_template()
    with django_db_blocker.unblock():
        fresh_database()
    yield
    with django_db_blocker.unblock():
        from django.db import connections

        connections.close_all()


@pytest.fixture(autouse=True, scope="session")
def _copies_instead_of_flushes() -> None:
    """Django would empty all tables after a test that commits, also those that migrations filled."""
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = lambda self: fresh_database()  # type: ignore[attr-defined]


def fresh_database() -> None:
    """Put a new copy of the template in the place of this process's database."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    if on_postgresql():
        postgresql.copy_database("masthead_template", settings.DATABASES["default"]["NAME"])
        return
    target = Path(settings.DATABASES["default"]["NAME"])
    target.parent.mkdir(parents=True, exist_ok=True)
    for tail in ("-wal", "-shm"):
        target.with_name(target.name + tail).unlink(missing_ok=True)
    shutil.copyfile(sqlite_template(), target)


def sqlite_template() -> Path:
    """The migrated SQLite file for the code as it is."""
    return KEPT / f"template-{migrations_mark()}.sqlite3"


@lru_cache(maxsize=1)
def migrations_mark() -> str:
    """Changes when a migration, ours or a library's, does."""
    mark = hashlib.sha256(sys.version.encode())
    for name in WITH_TABLES:
        mark.update(version(name).encode())
    for path in sorted((ROOT / "masthead").glob("*/migrations/*.py")):
        mark.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return mark.hexdigest()[:16]


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """One process at a time makes what is kept under this name."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_template() -> None:
    """Make the migrated database, unless it is there for the code as it is."""
    if on_postgresql():
        dump = KEPT / f"template-{migrations_mark()}.sql"
        with only_one("template-postgresql"):
            postgresql.make_template("masthead_template", dump, _migrate_elsewhere)
        return
    with only_one("template-sqlite"):
        if sqlite_template().exists():
            return
        for old in KEPT.glob("template-*.sqlite3"):
            old.unlink()
        made = sqlite_template().with_suffix(".new")
        made.unlink(missing_ok=True)
        _migrate_elsewhere(f"sqlite:///{made}")
        made.rename(sqlite_template())


def _migrate_elsewhere(database_url: str) -> None:
    """Migrate in a process of its own: this one must not have connected when its copy is put in place."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MASTHEAD_")}
    environ |= {
        "DATABASE_URL": database_url,
        "MASTHEAD_DATA": os.environ["TEST_GROUND"],
        "DJANGO_SETTINGS_MODULE": "masthead.config.settings",
    }
    command = [sys.executable, "-W", "ignore", "-m", "django", "migrate", "--verbosity=0"]
    subprocess.run(command, env=environ, cwd=ROOT, check=True)
    if database_url.startswith("sqlite"):
        _fold_log_into(Path(database_url.removeprefix("sqlite:///")))


def _fold_log_into(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
