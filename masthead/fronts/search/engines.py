"""How each database is asked. Both see stems made in Python only, so that both find the same stories.

The two have the same shape: a table (or two) in which ``MATCH`` is true for the stories found, and a rank,
lower is better, in which a word of the headline counts six times one of the body.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from masthead.fronts.search.question import Phrase, Question


@dataclass(frozen=True)
class Engine:
    """Fragments of SQL; ``entry`` is the entry's table in all of them."""

    tables: str
    matches: str
    rank: str


# CROSS JOIN keeps SQLite from turning the join round and asking the index once for every story.
SQLITE = Engine(
    tables="fronts_search CROSS JOIN fronts_searchentry entry ON entry.story_id = fronts_search.rowid",
    matches="fronts_search MATCH %s",
    rank="bm25(fronts_search, 6.0, 1.0)",
)
POSTGRESQL = Engine(
    tables="fronts_searchtext words JOIN fronts_searchentry entry ON entry.story_id = words.entry_id",
    matches="words.stems @@ %s::tsquery",
    rank="-ts_rank('{0, 0, 0.17, 1}', words.stems, %s::tsquery, 1)",
)


def engine() -> Engine:
    """The engine of the database in use."""
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def expression(question: Question) -> str:
    """The question in the database's own language. A stem is letters and digits, so quotes hold it safely."""
    return _tsquery(question) if connection.vendor == "postgresql" else _fts5(question)


def _fts5(question: Question) -> str:
    def either(phrases: tuple[Phrase, ...], joint: str) -> str:
        return joint.join(f'"{" ".join(phrase)}"' for phrase in phrases)

    wanted = f"({either(question.wanted, ' AND ')})"
    return f"{wanted} NOT ({either(question.unwanted, ' OR ')})" if question.unwanted else wanted


def _tsquery(question: Question) -> str:
    def quoted(phrase: Phrase) -> str:
        return f"({' <-> '.join(chr(39) + stem + chr(39) for stem in phrase)})"

    return " & ".join([quoted(phrase) for phrase in question.wanted] + [f"!{quoted(phrase)}" for phrase in question.unwanted])
