"""How each database is asked. Both see stems made in Python only, so that both find the same stories.

A word of the headline counts six times one of the body.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from masthead.fronts.search.question import Phrase, Question

NEWEST = "entry.published_at DESC, entry.story_id DESC"


@dataclass(frozen=True)
class Engine:
    """Fragments of SQL. ``{where}`` is filled with conditions, of which ``matches`` is the first."""

    alone: str  # the full text index
    joined: str  # the same with what entries are filtered and sorted by
    matches: str
    best: str  # the ids of what was found, best first; the question is wanted again as often as ``asked_again``
    asked_again: int


# CROSS JOIN keeps SQLite from turning the join round and asking the index once for every story.
_SQLITE = "fronts_search CROSS JOIN fronts_searchentry entry ON entry.story_id = fronts_search.rowid"
SQLITE = Engine(
    alone="fronts_search",
    joined=_SQLITE,
    matches="fronts_search MATCH %s",
    best=f"""
        SELECT entry.story_id FROM {_SQLITE} WHERE {{where}}
        ORDER BY bm25(fronts_search, 6.0, 1.0), {NEWEST}""",  # noqa: S608 - of constants
    asked_again=0,
)
# PostgreSQL reads a story's whole vector to rank it, 10 µs for each: so the best of the newest thousand.
_POSTGRESQL = "fronts_searchtext words JOIN fronts_searchentry entry ON entry.story_id = words.entry_id"
POSTGRESQL = Engine(
    alone="fronts_searchtext words",
    joined=_POSTGRESQL,
    matches="words.stems @@ %s::tsquery",
    best=f"""
        SELECT entry.story_id FROM (
            SELECT entry.story_id, entry.published_at, words.stems FROM {_POSTGRESQL}
            WHERE {{where}} ORDER BY {NEWEST} LIMIT 1000
        ) entry ORDER BY ts_rank('{{{{0, 0, 0.17, 1}}}}', entry.stems, %s::tsquery, 1) DESC, {NEWEST}""",  # noqa: S608 - of constants
    asked_again=1,
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

    unwanted = [f"!{quoted(phrase)}" for phrase in question.unwanted]
    return " & ".join([quoted(phrase) for phrase in question.wanted] + unwanted)
