"""Whether there is nothing here that a restore would overwrite, and what a restore that died has left."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from masthead.config.backups.contents import KEY_FILES, OPTIONS_FILE
from masthead.config.backups.exceptions import CannotRestore
from masthead.config.backups.uploads import STAGE
from masthead.config.commands.start import IN_USE
from masthead.config.exceptions import CannotStart
from masthead.lib.pause import NAME as PAUSED

# In the data folder as long as a restore has not come to its end.
UNFINISHED = ".restoring"
# In that folder from the moment on at which files are put in their places.
PLACING = "placing"


def refuse_full() -> None:
    """``CannotRestore`` unless there are no tables and no uploads."""
    try:
        has_tables = bool(connection.introspection.table_names())
    except DatabaseError as error:
        reason = (str(error).strip().splitlines() or [""])[0]
        raise CannotRestore(f"DATABASE_URL: the database cannot be used ({reason}). Check that it runs.") from None
    if has_tables:
        raise CannotRestore(
            "This newsroom is not empty: its database has tables. Restore into an empty data folder "
            "(MASTHEAD_DATA) and, with PostgreSQL, into a newly created database (DATABASE_URL)."
        )
    if any(path.name != STAGE for path in _uploads()):
        raise CannotRestore(
            f"This newsroom is not empty: {settings.MEDIA_ROOT} holds files. Restore into an empty data folder "
            "(MASTHEAD_DATA)."
        )


def _uploads() -> list[Path]:
    media = Path(settings.MEDIA_ROOT)
    return list(media.iterdir()) if media.is_dir() else []


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Nobody starts a newsroom here meanwhile. ``CannotRestore`` when one runs or another restore does."""
    with open(data / "lock", "w", encoding="utf-8") as start, open(data / IN_USE, "w", encoding="utf-8") as use:
        try:
            fcntl.flock(start, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRestore(f"{data} is in use by another Masthead. Stop it first.") from None
        yield


def settle_unfinished() -> None:
    """Clear what a killed restore left. Call it with the lock held: then no restore is still at work."""
    unfinished = settings.DATA / UNFINISHED
    if not unfinished.exists():
        return
    if connection.introspection.table_names():  # it died after all was in place
        forget_unfinished()
    else:
        undo()


def refuse_unfinished() -> None:
    """For a start: ``CannotStart`` when a restore died here, since half of its files may be in place."""
    if not (settings.DATA / UNFINISHED).exists():
        return
    if connection.introspection.table_names():
        forget_unfinished()
        return
    raise CannotStart(
        "A restore did not come to its end here. Run it again with: masthead restore FILE, or give up its files "
        f"by removing {settings.DATA / UNFINISHED}, {settings.MEDIA_ROOT} and {settings.DATA / PAUSED}."
    )


def undo() -> None:
    """Make the newsroom as empty as it was before the restore."""
    if (settings.DATA / UNFINISHED / PLACING).exists():
        for path in _uploads():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        for name in (*KEY_FILES, PAUSED, f"{OPTIONS_FILE}.from-backup"):
            (settings.DATA / name).unlink(missing_ok=True)
        if (settings.DATA / UNFINISHED / PLACING).read_text(encoding="utf-8") == OPTIONS_FILE:
            (settings.DATA / OPTIONS_FILE).unlink(missing_ok=True)
    forget_unfinished()


def forget_unfinished() -> None:
    """Remove the folders in which a restore works."""
    shutil.rmtree(Path(settings.MEDIA_ROOT) / STAGE, ignore_errors=True)
    for staged in staged_databases():
        staged.unlink(missing_ok=True)
    shutil.rmtree(settings.DATA / UNFINISHED, ignore_errors=True)


def staged_databases() -> list[Path]:
    """The SQLite file that is filled before it takes its place, and its log; none on PostgreSQL."""
    if not settings.IS_SQLITE:
        return []
    final = Path(settings.DATABASE["NAME"])
    return [final.with_name(f".{final.name}{UNFINISHED}{tail}") for tail in ("", "-wal", "-shm", "-journal")]


def sync_folder(folder: Path) -> None:
    """Make new names in a folder outlive a loss of power."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
