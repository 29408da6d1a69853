"""Every kind of page that a reader meets, as addresses of the demo paper."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.ground.reader_pages import READER_KINDS, THANKS, reader_address, thanked
from tests.ground.server import Answer, Site

# Stories chosen for what is in them: table, interview, Ukrainian, opinion, gallery, obituary, plain brief.
STORIES = {
    "story with table": "budget-2027-explainer",
    "long story": "sea-wall-cost-records",
    "interview": "mayor-interview",
    "Ukrainian story": "kalyna-house-uk",
    "opinion": "opinion-buses-not-apps",
    "obituary": "obituary-harbour-pilot",
    "brief": "brief-rail-freight",
}
STORY_KINDS = tuple(STORIES)
LIST_KINDS = (
    "front page", "section", "older page", "empty section", "topic", "author", "authors",
    "news feed", "day of the feed", "archive", "month of the archive", "day of the archive",
)  # fmt: skip
NEWSLETTER_KINDS = ("newsletters", "newsletter", "issue", "Ukrainian newsletter", "Ukrainian issue")
OTHER_KINDS = ("standing page", "search", "search without results", "empty search", "not found")
LIGHT_KINDS = ("text edition", "text front", "closed for a moment")
KINDS = (*LIST_KINDS, *STORY_KINDS, *NEWSLETTER_KINDS, *READER_KINDS, *LIGHT_KINDS, *OTHER_KINDS)
# Pages with the whole frame; the light ones leave everything out that they can.
FRAMED = tuple(kind for kind in KINDS if kind not in LIGHT_KINDS)
NOT_INDEXED = ("search", "search without results", "empty search", "not found", *READER_KINDS)


def address_of(site: Site, kind: str) -> str:
    """The path of the demo paper's page of this kind."""
    if kind in STORIES:
        return story_address(site, STORIES[kind])
    if kind in READER_KINDS:
        return reader_address(site, kind)
    match kind:
        case "front page":
            return "/"
        case "section":
            return "/city/"
        case "older page":
            return "/city/page/1/"
        case "empty section":
            return "/economy/"
        case "topic":
            return f"/topics/{_one(site, 'SELECT slug FROM publication_topic ORDER BY slug LIMIT 1')}/"
        case "author":
            return f"/authors/{_one(site, 'SELECT slug FROM people_author ORDER BY slug LIMIT 1')}/"
        case "authors" | "news feed":
            return f"/{kind.replace(' ', '-')}/"
        case "day of the feed":
            day = _one(site, "SELECT date(published_at, '+2 hours') FROM newsfeed_update ORDER BY published_at LIMIT 1")
            return f"/news-feed/{day.replace('-', '/')}/"
        case "archive":
            return "/archive/"
        case "month of the archive" | "day of the archive":
            parts = story_address(site, STORIES["brief"]).split("/")
            return "/".join(parts[: 3 if kind.startswith("month") else 4]) + "/"
        case "text edition":
            return f"{story_address(site, STORIES['story with table'])}text/"
        case "text front":
            return "/text/"
        case "closed for a moment":
            return "/503.html"
        case "newsletters":
            return "/newsletters/"
        case "newsletter" | "Ukrainian newsletter":
            return f"/newsletters/{_one(site, _LIST.format(_language(kind)))}/"
        case "issue" | "Ukrainian issue":
            return _one(site, _ISSUE.format(_language(kind)))
        case "standing page":
            return "/about/"
        case "search":
            return "/-/search?q=harbour"
        case "search without results":
            return "/-/search?q=xylophonequartet"
        case "empty search":
            return "/-/search"
        case "not found":
            return "/2026/01/01/no-such-story/"
    raise KeyError(kind)


_LIST = "SELECT slug FROM newsletters_mailinglist WHERE language {} ORDER BY position LIMIT 1"
_ISSUE = (
    "SELECT address FROM newsletters_issue JOIN newsletters_mailinglist AS list ON list.id = mailing_list_id"
    " WHERE address IS NOT NULL AND list.language {} ORDER BY sent_at LIMIT 1"
)


def _language(kind: str) -> str:
    return "= 'uk'" if kind.startswith("Ukrainian") else "!= 'uk'"


def answer_to(site: Site, kind: str) -> Answer:
    """What a reader gets who asks for a page of this kind."""
    return thanked(site) if kind == THANKS else site.get(address_of(site, kind))


def story_address(site: Site, slug: str) -> str:
    """The path of a demo story."""
    return _one(site, f"SELECT address FROM articles_story WHERE address LIKE '%/{slug}/'")


def all_stories(site: Site) -> list[str]:
    """The paths of all demo stories."""
    with closing(sqlite3.connect(site.data / "masthead.sqlite3")) as database:
        return [row[0] for row in database.execute("SELECT address FROM articles_story WHERE address IS NOT NULL")]


def _one(site: Site, query: str) -> str:
    with closing(sqlite3.connect(site.data / "masthead.sqlite3")) as database:
        found = database.execute(query).fetchone()
    assert found, query
    return str(found[0])
