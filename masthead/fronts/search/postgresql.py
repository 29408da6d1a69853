"""How PostgreSQL is asked: a tsvector of our own stems under a GIN index, ranked by ts_rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from masthead.fronts.search.question import Phrase, Question

NEWEST = "entry.published_at DESC, entry.story_id DESC"
# To rank a story or to check a phrase, its whole vector is read: so each story is looked at once, and of
# many the best are sought among the newest ``most``. The weights are those of the words D, C, body and headline.
LOOK = f"""
    WITH found AS MATERIALIZED (
        SELECT entry.story_id, entry.published_at, words.stems
        FROM fronts_searchtext words JOIN fronts_searchentry entry ON entry.story_id = words.entry_id
        WHERE {{where}}
    )
    SELECT entry.story_id, (SELECT count(*) FROM found)
    FROM (SELECT * FROM found entry ORDER BY {NEWEST} LIMIT {{most}}) entry
    ORDER BY {{best}} {NEWEST}
"""  # noqa: S608 - of constants
BEST = "ts_rank('{0, 0, 0.17, 1}', entry.stems, %s::tsquery, 1) DESC,"


def look(
    question: Question, conditions: Sequence[str], values: Sequence[Any], newest_first: bool, most: int
) -> tuple[int, list[int]]:
    """How many stories answer the question under the conditions on ``entry``, and the ids of the first ``most``."""
    where = " AND ".join(["words.stems @@ %s::tsquery", *conditions])
    asked = [expression(question), *values] + [expression(question)] * (not newest_first)
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner thinks it cheap to look into every story's vector, and would for common words.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(LOOK.format(where=where, most=f"{most:d}", best="" if newest_first else BEST), asked)
        rows = cursor.fetchall()
    return (rows[0][1] if rows else 0), [row[0] for row in rows]


def expression(question: Question) -> str:
    """The question as a tsquery. A stem is letters and digits, so quotes hold it safely."""

    def quoted(phrase: Phrase) -> str:
        return f"({' <-> '.join(chr(39) + stem + chr(39) for stem in phrase)})"

    unwanted = [f"!{quoted(phrase)}" for phrase in question.unwanted]
    return " & ".join([quoted(phrase) for phrase in question.wanted] + unwanted)
