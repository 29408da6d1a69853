"""A folder beside the backup in which it is made, so that no half of one is ever taken for a whole."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".masthead-backup-"


@contextmanager
def workspace(folder: Path) -> Iterator[Path]:
    """A new folder in ``folder`` that only this user can read, gone at the end; what a killed backup left goes too."""
    _clear_left_behind(folder)
    made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    handle = os.open(made, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # held while we live: whoever finds the folder without it may remove it
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        os.close(handle)


def _clear_left_behind(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}*"):
        handle = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
        except BlockingIOError:
            continue
        finally:
            os.close(handle)


def put_in_place(made: Path, target: Path) -> None:
    """Give the finished file its name, once it is safely on the disk."""
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
