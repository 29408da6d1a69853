"""Making a newsroom ready: Django, the data folder, the database, static files, the opening."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from masthead.config.exceptions import CannotStart, DatabaseAway

IN_USE = "in-use"
_held: list[TextIO] = []

STATIC_FILES_STAY = 30 * 24 * 3600  # seconds
HASHED = re.compile(r"\.[0-9a-f]{12}\.")


def set_up_django() -> None:
    """Load the settings and the rooms. ``CannotStart`` when an option is wrong."""
    import django

    warnings.simplefilter("ignore", DeprecationWarning)
    django.setup()


def make_ready() -> None:
    """Bring the data folder and the database to this version; quick when they are there already."""
    set_up_django()
    from django.conf import settings

    from masthead.config.commands.site_folder import check_site_folder

    check_data_folder(settings.DATA)
    check_site_folder(settings.SITE_FOLDER, settings.DATA)
    with only_one(settings.DATA / "lock"):
        from masthead.config.backups.emptiness import refuse_unfinished

        hold(settings.DATA)
        refuse_unfinished()
        bring_database_up_to_date()
        collect_static_files()

        from masthead.newsroom.actions import open_newsroom

        open_newsroom()
        index_missing_stories()


def index_missing_stories() -> None:
    """Let readers find stories of a database that is older than the search index; nothing to do at most starts."""
    from masthead.fronts.actions.rebuild_index import rebuild_index, unindexed

    missing = unindexed().count()
    if missing:
        progress = Progress("Indexing stories for the search", missing)
        rebuild_index(lambda done, total: progress.to(done), only_missing=True)
        progress.done()


def check_data_folder(data: Path) -> None:
    """Refuse a folder that cannot be written to, or a disk that is full."""
    probe = data / f".probe-{os.getpid()}"
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
        data.chmod(0o700)
    except OSError as error:
        probe.unlink(missing_ok=True)
        raise CannotStart(
            f"MASTHEAD_DATA: {str(data)!r} cannot be written to ({error.strerror}). "
            "Give this user the folder, free some space, or set MASTHEAD_DATA to another one."
        ) from None


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold a lock on the data folder, so that two starts at once do not both change the database."""
    with open(path, "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def hold(data: Path) -> None:
    """Show, as long as this process lives, that the data folder is in use: nothing is restored into it."""
    if _held:
        return
    file = open(data / IN_USE, "w", encoding="utf-8")  # noqa: SIM115 - open until the process ends
    fcntl.flock(file, fcntl.LOCK_SH)
    _held.append(file)


def bring_database_up_to_date() -> None:
    """Apply what is missing, with progress. ``CannotStart``: damaged, or newer than this code.

    ``DatabaseAway``: out of reach.
    """
    from django.db import DatabaseError, OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        _reach(connection, OperationalError)
        executor = MigrationExecutor(connection)
        refuse_newer(executor)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not plan:
            return
        from django.core.management import call_command

        progress = Progress("Preparing the database", len(plan))
        executor = MigrationExecutor(connection, progress.step)
        executor.migrate(executor.loader.graph.leaf_nodes(), plan=plan)
        progress.done()
        # Permissions and content types are made after migrating; Django's own command sends that signal.
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CannotStart(_cannot_be_used(error)) from None
    except ImportError as error:
        raise CannotStart(f"DATABASE_URL: {error}. Install it with: pip install 'masthead[postgresql]'") from None


def _reach(connection: Any, refusal: type[Exception]) -> None:
    try:
        connection.ensure_connection()
    except refusal as error:
        raise DatabaseAway(_cannot_be_used(error)) from None


def _cannot_be_used(error: Exception) -> str:
    reason = str(error).strip().splitlines()[0]
    return f"DATABASE_URL: the database cannot be used ({reason}). Check that it runs and is whole."


def refuse_newer(executor: Any) -> None:
    """A database that knows changes this code does not know was made by a newer Masthead."""
    loader = executor.loader
    labels = {label for label, _ in loader.disk_migrations}
    known = set(loader.disk_migrations) | {old for new in loader.disk_migrations.values() for old in new.replaces}
    unknown = sorted(key for key in loader.applied_migrations if key[0] in labels and key not in known)
    if unknown:
        raise CannotStart(
            f"The database was made by a newer Masthead (it has {unknown[0][0]} {unknown[0][1]}). "
            "Install that version, or restore a backup made by this one."
        )


def collect_static_files() -> None:
    """Gather the static files under hashed names, when they are not those of this installation."""
    from django.conf import settings
    from django.core.management import call_command

    stamp, wanted = settings.STATIC_ROOT / ".stamp", static_stamp()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    progress = Progress("Gathering the static files")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    drop_old_static_files(settings.STATIC_ROOT)
    stamp.write_text(wanted)
    progress.done()


def drop_old_static_files(root: Path) -> None:
    """Remove files of versions long gone. Those of the last weeks stay: pages name them until they are reprinted."""
    manifest = root / "staticfiles.json"
    current = set(json.loads(manifest.read_text())["paths"].values()) if manifest.exists() else set()
    before = time.time() - STATIC_FILES_STAY
    for path in root.rglob("*.*"):
        is_hashed = HASHED.search(path.name) is not None
        if is_hashed and path.relative_to(root).as_posix() not in current and path.stat().st_mtime < before:
            path.unlink()


def static_stamp() -> str:
    """A mark of the versions and of our own static files as they are now."""
    from importlib.metadata import version

    from django.conf import settings

    mark = hashlib.sha256()
    for name in ("wagtail", "django", "django-allauth"):
        mark.update(version(name).encode())
    mark.update(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for folder in (settings.PACKAGE / "static", settings.PACKAGE / "newsroom" / "static"):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                mark.update(f"{path.relative_to(folder)}:{path.stat().st_mtime_ns}".encode())
    return mark.hexdigest()


class Progress:
    """One line on a terminal that counts; elsewhere a line at the beginning and one at the end."""

    def __init__(self, title: str, total: int = 0) -> None:
        self.title, self.total, self.count = title, total, 0
        self.on_terminal = sys.stderr.isatty()
        print(f"{title} ...", end="" if self.on_terminal else "\n", file=sys.stderr, flush=True)

    def step(self, action: str, *_: object) -> None:
        """One more is done; takes Django's progress callback as it comes."""
        if not action.endswith("success"):
            return
        self.to(self.count + 1)

    def to(self, count: int) -> None:
        """So many are done."""
        self.count = count
        if self.on_terminal:
            print(f"\r{self.title} ... {self.count} of {self.total}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """All is done."""
        start = f"\r{self.title} ... " if self.on_terminal else f"{self.title}: "
        print(f"{start}done{' ' * 16 if self.on_terminal else ''}", file=sys.stderr, flush=True)
