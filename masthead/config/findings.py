"""What may be wrong with an installation, and the mend of each."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from masthead.config.backups import record
from masthead.config.backups.rotation import backups_in
from masthead.config.finding import Finding
from masthead.config.mail_findings import bounces, relay, sender_domain
from masthead.lib.pause import current_pause

LEAST_FREE = 1024**3
OLDEST_BACKUP = timedelta(hours=36)


def find() -> Iterator[Finding]:
    """Everything that is found, in the order in which to mend it."""
    for check in CHECKS:
        yield from check()


def _data_folder() -> Iterator[Finding]:
    data = settings.DATA
    if not os.access(data, os.W_OK):
        yield Finding(
            "wrong", f"The data folder {data} cannot be written to.", f"chown it to the user of Masthead: {data}"
        )
        return
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE:
        yield Finding(
            "wrong", f"Only {free // 1024**2} MB are free for {data}.", "Free some space or move the data folder."
        )
    for key, what in ((data / "secret-key", "the secret key"), (data / "mirror.key", "the key that signs mirrors")):
        if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
            yield Finding("wrong", f"Other users of this machine can read {what}.", f"chmod 600 {key}")


def _database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if settings.IS_SQLITE and not plan:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA quick_check(1)")
                answer = cursor.fetchone()[0]
            if answer != "ok":
                yield Finding("wrong", f"The database is damaged: {answer}.", "Restore the newest backup.")
    except DatabaseError as error:
        yield Finding("wrong", f"The database cannot be used: {error}".strip(), "Check DATABASE_URL and that it runs.")
        return
    if plan:
        yield Finding(
            "wrong", f"The database lacks {len(plan)} changes of this version.", "Start once with: masthead run"
        )


def _public_address() -> Iterator[Finding]:
    if settings.IS_LOCAL:
        yield Finding(
            "advice", "The paper has no public address.", "Set MASTHEAD_URL=https://… before you publish for real."
        )
    elif not settings.IS_SECURE:
        yield Finding(
            "wrong", "The public address is not encrypted.", "Put TLS in front and set MASTHEAD_URL to https://…"
        )
    if not settings.IS_LOCAL and settings.BIND[0] == "127.0.0.1" and not settings.TRUSTED_PROXIES:
        yield Finding(
            "advice",
            "A proxy seems to stand in front, but none is trusted, so rate limits see one address for all.",
            "Set MASTHEAD_TRUSTED_PROXIES=127.0.0.1",
        )


def _object_store() -> Iterator[Finding]:
    from masthead.press.targets.opening import open_store
    from masthead.press.targets.target import DeliveryFailed

    if isinstance(settings.SITE_STORE, tuple):
        try:
            next(open_store(*settings.SITE_STORE).listed(), None)
        except DeliveryFailed as error:
            yield Finding(
                "wrong",
                f"The paper cannot be brought to {error}.",
                "Check MASTHEAD_SITE_STORE and the AWS_... variables.",
            )


def _press() -> Iterator[Finding]:
    from masthead.press.models import Page, Touch

    try:
        failing = Page.objects.filter(due__isnull=False, failing_since__isnull=False).order_by("failing_since").first()
        is_waiting = Touch.objects.exists() or Page.objects.filter(due__isnull=False, attempts=0).exists()
    except DatabaseError:
        return  # said already
    if failing:
        yield Finding(
            "wrong",
            f"{failing.path} could not be printed: {failing.reason}",
            "Mend it and press “Try again” on the press screen of the newsroom.",
        )
    if is_waiting:
        yield Finding(
            "advice", "Pages wait to be printed.", "Start the worker (masthead run), or print now: masthead print"
        )


def _safety() -> Iterator[Finding]:
    if settings.DEBUG and not settings.IS_LOCAL:
        yield Finding("wrong", "MASTHEAD_DEBUG is on for a public address.", "Set MASTHEAD_DEBUG=off.")
    if not settings.SECOND_FACTOR_REQUIRED and not settings.IS_LOCAL:
        yield Finding("wrong", "Editors need no second factor.", "Set MASTHEAD_SECOND_FACTOR=on.")


def _first_password() -> Iterator[Finding]:
    if (settings.DATA / "first-password").exists() and not settings.IS_LOCAL:
        yield Finding(
            "advice", "The generated first password is still in use.", "Log in, make accounts by name, change it."
        )


def _paper() -> Iterator[Finding]:
    from masthead.publication.models import Nameplate, Section

    try:
        if not Section.objects.exists():
            yield Finding("advice", "The paper has no sections.", "Add some in the newsroom, under Paper > Sections.")
        if not Nameplate.objects.exclude(email="").exists():
            yield Finding("advice", "The paper names no e-mail address.", "Fill in the nameplate in the newsroom.")
    except DatabaseError:
        return  # said above


def _pause() -> Iterator[Finding]:
    pause = current_pause(settings.DATA)
    if pause:
        yield Finding("advice", str(pause), "When the newsroom is as it should be: masthead go")


def _backups() -> Iterator[Finding]:
    if settings.BACKUPS is None:
        yield Finding("advice", "No backup is made by itself.", "Set MASTHEAD_BACKUPS to a folder on another disk.")
        return
    known = record.read()
    newest = max(backups_in(settings.BACKUPS), default=None)
    if known.failed_at:
        yield Finding("wrong", f"The last backup failed at {known.failed_at:%Y-%m-%d %H:%M} UTC: {known.reason}",
                      "Mend that, then: masthead backup")  # fmt: skip
    if newest is None:
        yield Finding("wrong", f"There is no backup in {settings.BACKUPS}.", "Make one now: masthead backup")
    elif datetime.now(UTC) - newest > OLDEST_BACKUP:
        yield Finding("wrong", f"The newest backup is of {newest:%Y-%m-%d %H:%M} UTC.",
                      "See that the worker runs (masthead run), or make one now: masthead backup")  # fmt: skip


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _data_folder, _database, _public_address, _object_store, _press, _safety, _first_password, _paper,
    _pause, _backups, relay, sender_domain, bounces,
)  # fmt: skip
