"""Tables as lines of JSON: out of a snapshot, into an empty database."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from masthead.config.backups.archive import Packer
from masthead.config.backups.columns import Column, kind_of, reader, writer
from masthead.config.backups.contents import Model, columns_of
from masthead.config.backups.uploads import Roll

FOLDER = "database/"
ENDING = ".jsonl.gz"
BATCH = 500

Row = Sequence[Any]


def described(model: Model) -> list[Column]:
    """The columns of the model's table, as they stand in a backup."""
    return [Column(str(field.column), kind_of(field)) for field in columns_of(model)]


def pack_table(model: Model, connection: BaseDatabaseWrapper, folder: Path, packer: Packer, roll: Roll) -> int:
    """Pack one table, and tell the roll which files its rows name; how many rows."""
    path = folder / "table.jsonl.gz"
    count = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 5, raw, mtime=0) as file:
        files_at = [place for place, field in enumerate(columns_of(model)) if isinstance(field, models.FileField)]
        for row in _rows(model, connection):
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            count += 1
            for place in files_at:
                if row[place]:
                    roll.name(row[place])
    with path.open("rb") as packed:
        packer.add(f"{FOLDER}{model._meta.db_table}{ENDING}", packed, path.stat().st_size)
    path.unlink()
    return count


def _rows(model: Model, connection: BaseDatabaseWrapper) -> Iterator[list[Any]]:
    """The rows in the order of their keys."""
    quote = connection.ops.quote_name
    fields = columns_of(model)
    readers = [reader(field, connection) for field in fields]
    names = ", ".join(quote(str(field.column)) for field in fields)
    key = model._meta.pk
    assert key is not None
    query = f"SELECT {names} FROM {quote(model._meta.db_table)} ORDER BY {quote(str(key.column))}"  # noqa: S608
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                yield [read(value) for read, value in zip(readers, row, strict=True)]


def load_table(table: str, columns: Sequence[Column], file: IO[bytes], connection: BaseDatabaseWrapper) -> int:
    """Put the rows of one packed table into the database; how many. Raises what the database says."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(table)} ({names}) VALUES ({places})"  # noqa: S608 - quoted names
    writers = [writer(column.kind, connection) for column in columns]
    count = 0
    with gzip.GzipFile(fileobj=file) as lines, connection.cursor() as cursor:
        for batch in _batches(json.loads(line) for line in lines):
            rows = [tuple(write(value) for write, value in zip(writers, row, strict=True)) for row in batch]
            cursor.executemany(statement, rows)
            count += len(rows)
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch
