"""A value that goes into a backup comes out the same, whichever database it comes from and goes to."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models

from masthead.articles.models import Story, StoryAuthor
from masthead.config.backups.columns import kind_of, reader, to_json, writer
from masthead.config.backups.contents import columns_of, kept_models

VALUES = [
    (models.DateTimeField, datetime(2026, 11, 26, 3, 4, 5, 678901, UTC)),
    (models.DateTimeField, datetime(1969, 1, 1, tzinfo=UTC)),
    (models.DateField, date(2026, 2, 28)),
    (models.TimeField, time(23, 59, 59, 999999)),
    (models.DurationField, timedelta(days=-3, microseconds=7)),
    (models.UUIDField, UUID("a3bb189e-8bf9-3888-9912-ace4e6543002")),
    (models.BinaryField, bytes(range(256))),
    (models.BooleanField, False),
    (models.BooleanField, True),
    (models.BigIntegerField, -(2**63)),
    (models.FloatField, 0.1 + 0.2),
    (models.TextField, "Голос\n“quoted” \\ 'x' \u2028 😀 \t"),
    (models.TextField, ""),
    (models.CharField, None),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("type_", "value"), VALUES, ids=lambda value: repr(value)[:40])
def test_a_value_makes_the_round(type_: type[models.Field[Any, Any]], value: Any) -> None:
    field = type_(null=True)
    field.set_attributes_from_name("value")
    field.model = Story
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE odd (value {field.db_type(connection)})")
        cursor.execute("INSERT INTO odd VALUES (%s)", [field.get_db_prep_value(value, connection)])
        cursor.execute("SELECT value FROM odd")
        line = json.dumps(reader(field, connection)(cursor.fetchone()[0]))
        cursor.execute("INSERT INTO odd VALUES (%s)", [writer(kind_of(field), connection)(json.loads(line))])
        cursor.execute("SELECT value FROM odd")
        first, second = (row[0] for row in cursor.fetchall())
        cursor.execute("DROP TABLE odd")
    assert first == second
    assert type(first) is type(second)


@pytest.mark.django_db
def test_a_decimal_keeps_its_digits() -> None:
    field: models.Field[Any, Any] = models.DecimalField(max_digits=12, decimal_places=2)
    field.set_attributes_from_name("value")
    field.model = Story
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE odd (value {field.db_type(connection)})")
        cursor.execute("INSERT INTO odd VALUES (%s)", [writer("decimal", connection)("1234567890.10")])
        cursor.execute("SELECT value FROM odd")
        assert Decimal(reader(field, connection)(cursor.fetchone()[0])) == Decimal("1234567890.10")
        cursor.execute("DROP TABLE odd")


def test_json_is_kept_letter_by_letter() -> None:
    text = '{"b": 1.10, "a": [null, "\\u0456"],  "b2": 12345678901234567890}'
    assert to_json(text) == text
    assert kind_of(Story._meta.get_field("body")) == "plain"


def test_a_foreign_key_is_of_the_kind_of_what_it_points_at() -> None:
    kinds = {field.name: kind_of(field) for field in columns_of(StoryAuthor)}
    assert kinds["story"] == "plain"


def test_a_type_that_nobody_thought_of_is_refused() -> None:
    with pytest.raises(TypeError, match="set cannot be kept"):
        to_json({1})


def test_it_leaves_out_only_what_can_be_made_again() -> None:
    tables = {model._meta.db_table for model in kept_models()}
    assert {
        "articles_story",
        "people_staff",
        "wagtailcore_revision",
        "articles_story_topics",
        "mfa_authenticator",
    } <= tables
    assert not tables & {"django_session", "fronts_searchentry", "fronts_searchtext", "wagtailsearch_indexentry"}
    assert not [table for table in tables if table.startswith("press_")]
