"""The readers' search index, with the database's own full text index hung on its text."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

# The index holds no copy of the words: it reads them from the table (https://sqlite.org/fts5.html, section 4.4.3).
# The "ascii" tokenizer parts only at spaces here, since stems are letters and digits: it cannot differ from Python.
SQLITE = (
    """
    CREATE VIRTUAL TABLE fronts_search USING fts5(
        headline_stems, body_stems, content='fronts_searchtext', content_rowid='entry_id', tokenize='ascii'
    )
    """,
    """
    CREATE TRIGGER fronts_search_added AFTER INSERT ON fronts_searchtext BEGIN
        INSERT INTO fronts_search(rowid, headline_stems, body_stems)
        VALUES (new.entry_id, new.headline_stems, new.body_stems);
    END
    """,
    """
    CREATE TRIGGER fronts_search_removed AFTER DELETE ON fronts_searchtext BEGIN
        INSERT INTO fronts_search(fronts_search, rowid, headline_stems, body_stems)
        VALUES ('delete', old.entry_id, old.headline_stems, old.body_stems);
    END
    """,
    """
    CREATE TRIGGER fronts_search_changed AFTER UPDATE ON fronts_searchtext BEGIN
        INSERT INTO fronts_search(fronts_search, rowid, headline_stems, body_stems)
        VALUES ('delete', old.entry_id, old.headline_stems, old.body_stems);
        INSERT INTO fronts_search(rowid, headline_stems, body_stems)
        VALUES (new.entry_id, new.headline_stems, new.body_stems);
    END
    """,
)
POSTGRESQL = (
    """
    ALTER TABLE fronts_searchtext ADD COLUMN stems tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', headline_stems), 'A') || setweight(to_tsvector('simple', body_stems), 'B')
    ) STORED
    """,
    # What was published lately waits in a list that every search reads through: it must stay short.
    "CREATE INDEX fronts_search ON fronts_searchtext USING gin (stems) WITH (gin_pending_list_limit = 256)",
)


def hang_index(apps: Any, schema_editor: Any) -> None:
    """Run again by any migration that alters fronts_searchtext: SQLite's triggers die when Django rebuilds it."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def take_index_off(apps: Any, schema_editor: Any) -> None:
    """The triggers and the column go with the table."""
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE fronts_search")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_initial"),
        ("fronts", "0001_initial"),
        ("publication", "0002_section_colour"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.story",
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                ("published_at", models.DateTimeField(db_index=True)),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="publication.section",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "search entries",
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="fronts.searchentry",
                    ),
                ),
                ("headline_stems", models.TextField()),
                ("body_stems", models.TextField()),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunPython(hang_index, take_index_off),
    ]
