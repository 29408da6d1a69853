"""Values on their way between a database and a line of JSON: the same for SQLite and PostgreSQL.

A column is of a *kind* that stands in the backup, so that a value can be put back without knowing today's models.
"""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field
from django.db.models.expressions import Col

KINDS = {
    "DateTimeField": "moment",
    "DateField": "day",
    "TimeField": "time",
    "DecimalField": "decimal",
    "DurationField": "duration",
    "UUIDField": "uuid",
    "BinaryField": "bytes",
    "BooleanField": "yes-no",
}
PLAIN = "plain"  # texts and numbers; JSON too, whose text is kept letter by letter
MICROSECOND = dt.timedelta(microseconds=1)

Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """A column by name, and how to read it."""

    name: str
    kind: str


def kind_of(field: Field[Any, Any]) -> str:
    """The kind of a field; a foreign key is of the kind that it points at."""
    return KINDS.get(target_of(field).get_internal_type(), PLAIN)


def target_of(field: Field[Any, Any]) -> Field[Any, Any]:
    """The field itself, or at the end of foreign keys the one whose values it holds."""
    while field.remote_field is not None:
        field = field.target_field  # type: ignore[attr-defined]  # only foreign keys come here
    return field


def reader(field: Field[Any, Any], connection: BaseDatabaseWrapper) -> Convert:
    """A function from what the driver hands out to what a line of JSON can hold."""
    target = target_of(field)
    expression = Col(field.model._meta.db_table, target)
    steps = list(connection.ops.get_db_converters(expression))
    if target.get_internal_type() == "DurationField" and not connection.features.has_native_duration_field:
        steps.append(connection.ops.convert_durationfield_value)

    def read(value: Any) -> Any:
        if value is None:
            return None
        for step in steps:
            value = step(value, expression, connection)
        return to_json(value)

    return read


def to_json(value: Any) -> Any:
    """A value as JSON holds it. ``TypeError`` for a type that no kind stands for."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return value // MICROSECOND
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"values of type {type(value).__name__} cannot be kept in a backup")


def writer(kind: str, connection: BaseDatabaseWrapper) -> Convert:
    """The way back: a function from what a line of JSON holds to what this database takes."""
    ops, features = connection.ops, connection.features
    ways: dict[str, Convert] = {
        "moment": lambda text: ops.adapt_datetimefield_value(dt.datetime.fromisoformat(text)),
        "day": lambda text: ops.adapt_datefield_value(dt.date.fromisoformat(text)),
        "time": lambda text: ops.adapt_timefield_value(dt.time.fromisoformat(text)),
        "decimal": lambda text: ops.adapt_decimalfield_value(decimal.Decimal(text)),
        "duration": lambda count: count * MICROSECOND if features.has_native_duration_field else count,
        "uuid": lambda text: uuid.UUID(text) if features.has_native_uuid_field else uuid.UUID(text).hex,
        "bytes": base64.b64decode,
        "yes-no": bool,
        PLAIN: lambda value: value,
    }
    way = ways[kind]
    return lambda value: None if value is None else way(value)
