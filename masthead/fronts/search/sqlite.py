"""How SQLite is asked: FTS5 (https://sqlite.org/fts5.html), ranked by bm25."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from masthead.fronts.search.question import Phrase, Question

# Of words that stand in more stories than this no rank can tell which is best, and it takes long: the newest are.
MOST_RANKED = 10_000
# CROSS JOIN keeps SQLite from turning the join round and asking the index once for every story.
JOINED = "fronts_search CROSS JOIN fronts_searchentry entry ON entry.story_id = fronts_search.rowid"
NEWEST = "entry.published_at DESC, entry.story_id DESC"
BEST = f"bm25(fronts_search, 6.0, 1.0), {NEWEST}"


def look(
    question: Question, conditions: Sequence[str], values: Sequence[Any], newest_first: bool, most: int
) -> tuple[int, list[int]]:
    """How many stories answer the question under the conditions on ``entry``, and the ids of the first ``most``."""
    where = " AND ".join(["fronts_search MATCH %s", *conditions])
    asked = [expression(question), *values]
    with connection.cursor() as cursor:  # no transaction: here each takes the writers' lock
        # The join is only needed to filter.
        cursor.execute(f"SELECT count(*) FROM {JOINED if conditions else 'fronts_search'} WHERE {where}", asked)  # noqa: S608 - of constants
        total = cursor.fetchone()[0]
        order = NEWEST if newest_first or total > MOST_RANKED else BEST
        cursor.execute(f"SELECT entry.story_id FROM {JOINED} WHERE {where} ORDER BY {order} LIMIT {most:d}", asked)  # noqa: S608 - of constants
        return total, [row[0] for row in cursor.fetchall()]


def expression(question: Question) -> str:
    """The question in FTS5's language. A stem is letters and digits, so quotes hold it safely."""

    def joined(phrases: tuple[Phrase, ...], word: str) -> str:
        return word.join(f'"{" ".join(phrase)}"' for phrase in phrases)

    wanted = f"({joined(question.wanted, ' AND ')})"
    return f"{wanted} NOT ({joined(question.unwanted, ' OR ')})" if question.unwanted else wanted
