"""Making a backup while everything runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from masthead.config.backups import about
from masthead.config.backups.archive import Packer
from masthead.config.backups.contents import KEY_FILES, OPTIONS_FILE, kept_models
from masthead.config.backups.exceptions import CannotBackUp
from masthead.config.backups.snapshot import snapshot
from masthead.config.backups.tables import pack_table
from masthead.config.backups.uploads import MISSING, Roll, pack_uploads
from masthead.config.backups.workspace import put_in_place, workspace
from masthead.config.commands.start import refuse_newer

KEYS = "keys/"
Progress = Callable[[str, int], None]  # what is being packed, and how much more of it: rows or bytes


@dataclass
class Packed:
    """What went into a backup, and what the database names that was not there any more."""

    tables: int = 0
    rows: int = 0
    files: int = 0
    size: int = 0
    missing: list[str] = field(default_factory=list)
    missing_count: int = 0


def write_backup(target: Path, on_progress: Progress = lambda what, more: None) -> Packed:
    """Write the whole newsroom into ``target``, which appears only when it is whole. Raises ``CannotBackUp``."""
    try:
        refuse_other_state()
        with workspace(target.parent) as folder:
            made = folder / "backup.tar"
            made.touch(0o600)
            packed = _pack(folder, made, on_progress)
            packed.size = made.stat().st_size
            put_in_place(made, target)
            return packed
    except OSError as error:
        raise CannotBackUp(f"{target}: the backup was not made ({error.strerror or error}).") from None
    except DatabaseError as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise CannotBackUp(f"DATABASE_URL: the database cannot be read ({reason}); no backup was made.") from None


def _pack(folder: Path, made: Path, on_progress: Progress) -> Packed:
    packed, packer, roll = Packed(), Packer(made), Roll(folder)
    try:
        with snapshot(folder) as database:
            packer.add_bytes(about.NAME, about.written(about.about_this(database)))
            _pack_keys(packer)
            for model in kept_models():
                rows = pack_table(model, database, folder, packer, roll)
                packed.tables, packed.rows = packed.tables + 1, packed.rows + rows
                on_progress("rows", rows)
        (folder / "snapshot.sqlite3").unlink(missing_ok=True)
        # After the database: a picture too many does no harm, one too few does.
        packed.files = pack_uploads(Path(settings.MEDIA_ROOT), packer, roll, lambda size: on_progress("bytes", size))
        _pack_missing(packed, packer, roll)
        packer.finish()
    finally:
        packer.close()
        roll.close()
    return packed


def refuse_other_state() -> None:
    """``CannotStart`` unless the database is in the state of this version."""
    executor = MigrationExecutor(connection)
    refuse_newer(executor)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotBackUp(
            "The database lacks changes of this version. Start once with: masthead run, or make the backup "
            "with the version that the newsroom runs."
        )


def _pack_keys(packer: Packer) -> None:
    for name in KEY_FILES:
        path = settings.DATA / name
        if name == "secret-key":  # the one in use, wherever it comes from
            packer.add_bytes(KEYS + name, settings.SECRET_KEY.encode())
        elif path.is_file():
            packer.add_bytes(KEYS + name, path.read_bytes())
    if (settings.DATA / OPTIONS_FILE).is_file():
        packer.add_bytes(OPTIONS_FILE, (settings.DATA / OPTIONS_FILE).read_bytes())


def _pack_missing(packed: Packed, packer: Packer, roll: Roll) -> None:
    """A list in the backup, and the beginning of it for the operator's eyes."""
    lines = []
    for name in roll.missing():
        packed.missing_count += 1
        lines.append(name)
    packed.missing = lines[:10]
    if lines:
        packer.add_bytes(MISSING, "\n".join([*lines, ""]).encode())
