"""The first part of a backup: what made it, from what, and how its tables are laid out."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from masthead import __version__
from masthead.config.backups.columns import Column
from masthead.config.backups.contents import kept_models
from masthead.config.backups.tables import described
from masthead.config.options import OPTIONS

NAME = "about.json"
FORMAT = 1

Migration = tuple[str, str]


@dataclass(frozen=True)
class About:
    """What stands in ``about.json``."""

    masthead: str
    made_at: datetime
    database: str
    migrations: list[Migration]
    tables: dict[str, list[Column]]
    options_in_environment: list[str]


def about_this(connection: BaseDatabaseWrapper) -> About:
    """This newsroom, as the snapshot has it."""
    return About(
        masthead=__version__,
        made_at=datetime.now(UTC),
        database=connection.vendor,
        migrations=_migrations(connection),
        tables={model._meta.db_table: described(model) for model in kept_models()},
        options_in_environment=[option.name for option in OPTIONS if _is_set(option.name)],
    )


def _migrations(connection: BaseDatabaseWrapper) -> list[Migration]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [(label, name) for label, name in cursor.fetchall()]


def _is_set(name: str) -> bool:
    return name != "MASTHEAD_DATA" and bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def written(about: About) -> bytes:
    """The part."""
    facts: dict[str, Any] = {"format": FORMAT, **asdict(about)}
    facts["made_at"] = about.made_at.isoformat()
    facts["tables"] = {
        table: [[column.name, column.kind] for column in columns] for table, columns in about.tables.items()
    }
    return json.dumps(facts, indent=1).encode()


def read(content: bytes) -> About:
    """The part, read. ``ValueError`` when it is none, ``NotImplementedError`` when it is of a later form."""
    try:
        facts = json.loads(content)
        if facts["format"] > FORMAT:
            raise NotImplementedError(facts["masthead"])
        return About(
            masthead=facts["masthead"],
            made_at=datetime.fromisoformat(facts["made_at"]),
            database=facts["database"],
            migrations=[(label, name) for label, name in facts["migrations"]],
            tables={_name(table): [_column(*one) for one in columns] for table, columns in facts["tables"].items()},
            options_in_environment=facts["options_in_environment"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"about.json cannot be understood ({error})") from None


def _column(name: str, kind: str) -> Column:
    return Column(_name(name), kind)


def _name(text: str) -> str:
    """The name of a table or a column, which becomes a part of what the database is told."""
    if not re.fullmatch(r"\w+", text):
        raise ValueError(f"about.json names a table or a column {text[:60]!r}")
    return text
