"""``masthead backup [FILE]``: the whole newsroom in one file, while everything runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tqdm import tqdm

from masthead.config.commands.start import set_up_django


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "backup", help="write the whole newsroom into one file, while everything runs; it holds keys, keep it safe"
    )
    command.add_argument(
        "file",
        type=Path,
        nargs="?",
        help="the file; without it a new one in MASTHEAD_BACKUPS, with rotation",
    )
    command.add_argument("--force", action="store_true", help="replace FILE when it is there")
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Make the backup, say what is in it."""
    set_up_django()
    from masthead.config.backups import record
    from masthead.config.backups.exceptions import CannotBackUp
    from masthead.config.exceptions import CannotStart

    named = named_file(chosen)  # a slip of the hand is no backup that failed
    try:
        with Bar() as bar:
            target, packed = make(named, bar.on_progress)
    except CannotStart as error:
        record.failed(str(error))
        raise
    except Exception as error:
        record.failed(f"{type(error).__name__}: {error}")
        raise CannotBackUp(f"The backup was not made ({type(error).__name__}: {error}).") from error
    record.succeeded(target)
    if packed.missing_count:
        names = ", ".join(packed.missing) + (" and more" if packed.missing_count > len(packed.missing) else "")
        print(
            f"masthead: {packed.missing_count} files that the newsroom names were not there: {names}", file=sys.stderr
        )
    print(f"{target}: {packed.rows:,} rows, {packed.files:,} files, {packed.size / 1e6:,.1f} MB")
    return 0


def named_file(chosen: argparse.Namespace) -> Path | None:
    """The file to write, ``None`` for a new one in the folder of backups; ``CannotBackUp`` when neither can be."""
    from django.conf import settings

    from masthead.config.backups.exceptions import CannotBackUp

    if chosen.file is None:
        if settings.BACKUPS is None:
            raise CannotBackUp("Name the file to write: masthead backup FILE. Or set MASTHEAD_BACKUPS to a folder.")
        return None
    target: Path = chosen.file.absolute()
    if target.is_dir() or not target.parent.is_dir():
        raise CannotBackUp(f"{target}: name a file in a folder that is there.")
    if Path(settings.MEDIA_ROOT) in target.resolve().parents:
        raise CannotBackUp(f"{target}: a backup cannot stand among the pictures that it holds.")
    if target.exists() and not chosen.force:
        raise CannotBackUp(f"{target} is there already. Choose another name, or replace it with --force.")
    return target


def make(target: Path | None, on_progress: Any) -> Any:
    """Into the file that was named, or into the folder of backups."""
    from django.conf import settings

    from masthead.config.backups.schedule import back_up_into
    from masthead.config.backups.write import write_backup

    if target is None:
        assert settings.BACKUPS  # named_file has seen to it
        return back_up_into(settings.BACKUPS, on_progress)
    return target, write_backup(target, on_progress)


class Bar:
    """Rows and bytes on a terminal; nothing elsewhere."""

    def __enter__(self) -> Bar:
        self._bars = {
            "rows": tqdm(desc="Tables", unit=" rows", disable=None, leave=False),
            "bytes": tqdm(desc="Pictures and documents", unit="B", unit_scale=True, disable=None, leave=False),
        }
        return self

    def on_progress(self, what: str, more: int) -> None:
        """So many more are packed."""
        self._bars[what].update(more)

    def __exit__(self, *error: object) -> None:
        for bar in self._bars.values():
            bar.close()
