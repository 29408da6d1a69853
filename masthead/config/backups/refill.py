"""Filling an empty database from a backup: first as it was then, afterwards brought to this version."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from masthead.config.backups.about import About, Migration
from masthead.config.backups.contents import kept_models
from masthead.config.backups.emptiness import staged_databases, sync_folder
from masthead.config.backups.exceptions import CannotRestore
from masthead.config.commands.start import Progress


def refuse_newer(about: About) -> None:
    """``CannotRestore`` when the backup knows changes of the database that this version does not."""
    loader = MigrationLoader(None)  # only what stands on the disk
    known = set(loader.disk_migrations)
    known |= {old for new in loader.disk_migrations.values() for old in new.replaces}
    unknown = [key for key in about.migrations if key not in known]
    if unknown:
        raise CannotRestore(
            f"The backup was made by Masthead {about.masthead}, which is newer than this one (it has "
            f"{unknown[0][0]} {unknown[0][1]}). Install that version and restore with it."
        )


@contextmanager
def refilling() -> Iterator[None]:
    """All or nothing: one transaction on PostgreSQL; on SQLite a file of its own until ``put_database_in_place``."""
    if not settings.IS_SQLITE:
        with transaction.atomic():
            yield
        return
    staged = staged_databases()[0]
    staged.parent.mkdir(parents=True, exist_ok=True)
    usual, options = dict(connection.settings_dict), connection.settings_dict["OPTIONS"]
    connection.close()
    # Nobody relies on the file before it is whole: it reaches the disk once, at the end.
    hasty = {**options, "init_command": options["init_command"] + "PRAGMA synchronous=OFF;"}
    connection.settings_dict.update(NAME=str(staged), OPTIONS=hasty)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)


def put_database_in_place() -> None:
    """SQLite's last step, after ``refilling``: the filled file takes its name. On PostgreSQL the commit did it."""
    if not settings.IS_SQLITE:
        return
    staged, final = staged_databases()[0], Path(settings.DATABASE["NAME"])
    for tail in ("-wal", "-shm"):
        final.with_name(final.name + tail).unlink(missing_ok=True)
    with staged.open("rb") as file:
        os.fsync(file.fileno())
    staged.replace(final)
    sync_folder(final.parent)


def make_tables(migrations: list[Migration]) -> None:
    """The tables as they were when the backup was made."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    # Where this version has drawn several changes together, the one that they became.
    became = {old: key for key, new in executor.loader.disk_migrations.items() for old in new.replaces}
    then = {key if key in graph.nodes else became.get(key, key) for key in migrations} & set(graph.nodes)
    last = [key for key in sorted(then) if not {child.key for child in graph.node_map[key].children} & then]
    _migrate(executor, last, "Making the tables")


def bring_up_to_date() -> None:
    """From the state of the backup to that of this version."""
    executor = MigrationExecutor(connection)
    _migrate(executor, executor.loader.graph.leaf_nodes(), "Bringing the tables to this version")
    call_command("migrate", verbosity=0, interactive=False)  # permissions and content types that are new
    settle_constraints()


def _migrate(executor: Any, targets: list[Migration], title: str) -> None:
    plan = executor.migration_plan(targets)
    if not plan:
        return
    progress = Progress(title, len(plan))

    def step(action: str, *rest: object) -> None:
        progress.step(action, *rest)
        if action.endswith("success"):
            settle_constraints()

    executor = MigrationExecutor(connection, step)
    executor.migrate(targets, plan=plan)
    progress.done()


def settle_constraints() -> None:
    """Check now what PostgreSQL would check at the end: a table with open checks cannot be altered."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()


@contextmanager
def loading() -> Iterator[None]:
    """Rows may come in any order; at the end all must fit together. Raises ``IntegrityError``."""
    whole: AbstractContextManager[Any] = contextlib.nullcontext()
    if settings.IS_SQLITE:
        connection.disable_constraint_checking()
        whole = transaction.atomic()
    with whole:
        yield
        connection.check_constraints()
    if settings.IS_SQLITE:
        connection.enable_constraint_checking()


def empty_tables(tables: list[str]) -> None:
    """Take out what making the tables has put in: the backup has its own."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - quoted


def set_sequences() -> None:
    """New rows get numbers after those that are there."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(kept_models()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rebuild_indexes(on_progress: Callable[[int, int], None]) -> None:
    """The readers' index and, where it is kept, the one of the staff area."""
    from masthead.fronts.actions.rebuild_index import rebuild_index

    rebuild_index(on_progress)
    if not settings.IS_SQLITE:
        call_command("update_index", verbosity=0)
