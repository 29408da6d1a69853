"""Backups by the clock: once a day at the hour that the operator chose, into a folder with rotation."""

from __future__ import annotations

import fcntl
import logging
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import time as clock
from pathlib import Path

from django.conf import settings

from masthead.config.backups import record
from masthead.config.backups.exceptions import CannotBackUp
from masthead.config.backups.rotation import backups_in, name_of, rotate
from masthead.config.backups.write import Packed, Progress, write_backup
from masthead.lib.pause import is_paused
from masthead.publication.queries import nameplate

log = logging.getLogger(__name__)
LOOK_EVERY = 30.0  # seconds
TRY_AGAIN_AFTER = timedelta(hours=1)


def is_due(now: datetime, newest: datetime | None, hour: int, zone: tzinfo) -> bool:
    """Whether a backup should have been made since the newest one: at ``hour`` in the paper's zone, each day."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), clock(hour), zone)
    last_hour = today if today.astimezone(UTC) <= now else datetime.combine(
        local.date() - timedelta(days=1), clock(hour), zone
    )  # fmt: skip
    return newest is None or newest < last_hour.astimezone(UTC)


def back_up_into(folder: Path, on_progress: Progress = lambda what, more: None) -> tuple[Path, Packed]:
    """Make a backup under a name of its own, then remove those that are not kept. Raises ``CannotBackUp``."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        lock = (folder / ".lock").open("w", encoding="utf-8")
    except OSError as error:
        raise CannotBackUp(f"MASTHEAD_BACKUPS: {folder} cannot be written to ({error.strerror}).") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotBackUp(f"Another backup is being written into {folder}. Wait until it is done.") from None
        target = folder / name_of(datetime.now(UTC))
        packed = write_backup(target, on_progress)
        rotate(folder)
    return target, packed


class Clock:
    """The worker's look at the clock. The backup is made by a process of its own: stories go out meanwhile."""

    def __init__(self) -> None:
        self._looked_at = -LOOK_EVERY
        self._child: subprocess.Popen[bytes] | None = None
        self._began_at = datetime.min.replace(tzinfo=UTC)

    def tick(self) -> int:
        """Start a backup when one is due; how many were started. Never while paused: it may be a drill."""
        folder: Path | None = settings.BACKUPS
        if self._is_running() or folder is None or time.monotonic() - self._looked_at < LOOK_EVERY:
            return 0
        self._looked_at = time.monotonic()
        if is_paused(settings.DATA) or not self._is_due(folder, datetime.now(UTC)):
            return 0
        self._began_at = datetime.now(UTC)
        self._child = subprocess.Popen(
            [sys.executable, "-m", "masthead.config.commands", "backup"], stdin=subprocess.DEVNULL
        )
        return 1

    def _is_due(self, folder: Path, now: datetime) -> bool:
        failed_at = record.read().failed_at
        if failed_at and now - failed_at < TRY_AGAIN_AFTER:
            return False
        newest = max(backups_in(folder), default=None)
        return is_due(now, newest, settings.BACKUP_HOUR, nameplate().zone)

    def _is_running(self) -> bool:
        if self._child is None:
            return False
        code = self._child.poll()
        if code is None:
            return True
        self._child = None
        failed_at = record.read().failed_at
        if code and not (failed_at and failed_at >= self._began_at):  # killed before it could say why
            record.failed(f"the backup was stopped (exit code {code}).")
        if code:
            log.error("event=backup_failed reason=%s", record.read().reason)
        return False


_clock = Clock()


def back_up_when_due() -> int:
    """A job of the worker: start the daily backup when its hour has come; how many were started."""
    return _clock.tick()
