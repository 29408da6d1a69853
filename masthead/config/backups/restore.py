"""Putting a newsroom back from its backup: the whole of it, or nothing."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import DatabaseError, connection

from masthead.config.backups import about as about_part
from masthead.config.backups import archive, refill
from masthead.config.backups.about import About
from masthead.config.backups.archive import Damaged, Part, parts
from masthead.config.backups.contents import KEY_FILES, OPTIONS_FILE
from masthead.config.backups.emptiness import (
    PLACING,
    UNFINISHED,
    alone,
    forget_unfinished,
    refuse_full,
    settle_unfinished,
    sync_folder,
    undo,
)
from masthead.config.backups.exceptions import CannotRestore
from masthead.config.backups.held import hold_mail
from masthead.config.backups.tables import ENDING, load_table
from masthead.config.backups.tables import FOLDER as TABLES
from masthead.config.backups.uploads import FOLDER as UPLOADS
from masthead.config.backups.uploads import MISSING, STAGE
from masthead.config.backups.write import KEYS
from masthead.config.commands.start import Progress
from masthead.lib.pause import NAME as PAUSED
from masthead.lib.pause import written_pause

DATABASE_URL = "DATABASE_URL"

ByPlace = Callable[[int], None]  # how far into the file


def check_backup(path: Path, on_progress: ByPlace = lambda place: None) -> About:
    """What the backup says of itself, once every part has been found whole. Raises ``CannotRestore``."""
    try:
        archive.check(path, on_progress)
        for first in parts(path):
            if first.name == about_part.NAME:
                return about_part.read(first.file.read())
            break
        raise ValueError("it does not begin with about.json")
    except Damaged as error:
        raise CannotRestore(f"{path}: the backup is damaged: {error}. Take another one.") from None
    except ValueError as error:
        raise CannotRestore(f"{path}: this is no backup made by masthead backup: {error}.") from None
    except NotImplementedError as error:
        raise CannotRestore(f"{path}: the backup was made by a newer Masthead ({error}). Install that one.") from None
    except OSError as error:
        raise CannotRestore(f"{path}: the file cannot be read ({error.strerror or error}).") from None


def restore(path: Path, about: About, on_progress: ByPlace = lambda place: None) -> None:
    """Fill this empty newsroom from a backup that ``check_backup`` found whole. Raises ``CannotRestore``."""
    with alone(settings.DATA):
        settle_unfinished()
        refuse_full()
        refill.refuse_newer(about)
        refuse_other_database(path)
        try:
            _restore(path, about, on_progress)
        except BaseException as error:
            connection.close()
            undo()
            if isinstance(error, OSError | DatabaseError | ValueError | Damaged):
                reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
                raise CannotRestore(f"Nothing was restored, the newsroom is empty as before: {reason[:300]}") from None
            raise
        forget_unfinished()


def refuse_other_database(path: Path) -> None:
    """``CannotRestore`` when the options in the backup would lead the next start to another database than this."""
    is_said = any(os.environ.get(name) for name in (DATABASE_URL, f"{DATABASE_URL}_FILE"))
    if is_said or (settings.DATA / OPTIONS_FILE).exists():
        return
    for part in parts(path):
        if part.name.startswith(TABLES):
            return
        if part.name == OPTIONS_FILE and DATABASE_URL in tomllib.loads(part.file.read().decode()):
            raise CannotRestore(
                f"The {OPTIONS_FILE} in the backup names a database (DATABASE_URL). Say which one to restore into: "
                f"set DATABASE_URL in the environment, or put a {OPTIONS_FILE} of your own into {settings.DATA}."
            )


def _restore(path: Path, about: About, on_progress: ByPlace) -> None:
    _stage().mkdir()
    (Path(settings.MEDIA_ROOT) / STAGE).mkdir(parents=True)
    with refill.refilling():
        refill.make_tables(about.migrations)
        with refill.loading():
            refill.empty_tables(list(about.tables))
            for part in parts(path):
                _take(part, about, path)
                on_progress(part.ends_at)
        refill.bring_up_to_date()
        refill.set_sequences()
        hold_mail()
        progress = Progress("Indexing the stories for the search")
        refill.rebuild_indexes(lambda done, total: None)
        progress.done()
        _place_files(path)
    refill.put_database_in_place()


def _stage() -> Path:
    """Where files wait that belong into the data folder itself."""
    folder: Path = settings.DATA / UNFINISHED
    return folder


def _take(part: Part, about: About, path: Path) -> None:
    name = part.name
    if name.startswith(TABLES) and name.endswith(ENDING):
        _load(name.removeprefix(TABLES).removesuffix(ENDING), part, about)
    elif name.startswith(UPLOADS):
        _write(part, Path(settings.MEDIA_ROOT) / STAGE / _plain(name.removeprefix(UPLOADS)), 0o644)
    elif name == OPTIONS_FILE or name in {KEYS + key for key in KEY_FILES}:
        _write(part, _stage() / name.removeprefix(KEYS), 0o600)
    elif name not in (about_part.NAME, MISSING, archive.SUMS):
        raise ValueError(f"the backup has a part that this version does not know: {name}")


def _load(table: str, part: Part, about: About) -> None:
    if table not in about.tables:
        raise ValueError(f"about.json says nothing of the table {table}")
    try:
        load_table(table, about.tables[table], part.file, connection)
    except (DatabaseError, ValueError, TypeError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ValueError(f"the table {table} is refused by the database: {reason}") from None


def _plain(name: str) -> PurePosixPath:
    """A path that stays below the folder it is joined to."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"the backup has a file outside of its folder: {name}")
    return path


def _write(part: Part, path: Path, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        shutil.copyfileobj(part.file, file, archive.PIECE)
    os.utime(path, (part.changed_at, part.changed_at))


def _place_files(path: Path) -> None:
    """Everything but the database into its place; from here on a kill is undone by ``settle_unfinished``."""
    stage, media, data = _stage(), Path(settings.MEDIA_ROOT), settings.DATA
    has_options = (data / OPTIONS_FILE).exists()
    os.sync()  # all that was written, before any of it is relied upon
    (stage / PLACING).write_text("" if has_options else OPTIONS_FILE, encoding="utf-8")
    sync_folder(stage)
    # First of all, so that nothing of this newsroom is ever seen without its pause.
    (data / PAUSED).write_text(written_pause(f"restored from {path.name}."), encoding="utf-8")
    for child in sorted((media / STAGE).iterdir()):
        child.rename(media / child.name)
    for name in KEY_FILES:
        if (stage / name).exists():
            (stage / name).replace(data / name)
    if (stage / OPTIONS_FILE).exists():  # one that the operator has put here is kept
        (stage / OPTIONS_FILE).replace(data / (f"{OPTIONS_FILE}.from-backup" if has_options else OPTIONS_FILE))
    sync_folder(media)
    sync_folder(data)
