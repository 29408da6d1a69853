"""The readers' search: the one list that depends on who asks, so it is never printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from masthead.fronts.paging import Pages
from masthead.fronts.search.find import Found, Narrowed, find
from masthead.fronts.search.question import understand
from masthead.people.models import Author
from masthead.press.rendering import PRINTED
from masthead.publication.models import Section
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import Paper

ADDRESS = "/-/search"
Row = TypeVar("Row", Section, Author)


@dataclass(frozen=True)
class Choice:
    """An option of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Filters:
    """The filters as the form shows them."""

    sections: list[Choice]
    authors: list[Choice]
    since: str
    until: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers ``?q=``, narrowed by section, author and dates. Whatever is typed, there is a page."""
    asked, paper = request.GET, Paper()
    question = understand(asked.get("q", ""))
    section = _named(paper.sections, asked.get("section", ""))
    authors = list(Author.objects.filter(story_authors__story__live=True).distinct().only("name", "slug"))
    author = _named(authors, asked.get("author", ""))
    since, until = _day(asked.get("since", "")), _day(asked.get("until", ""))
    narrowed = Narrowed(_key(section), _key(author), since, until)
    sort = "new" if asked.get("sort") == "new" else "best"
    found = find(question, paper.nameplate.zone, narrowed, sort == "new", _number(asked.get("page", "")))
    response = show(
        "pages/search.html",
        _page(question.typed, paper),
        paper=paper,
        query=question.typed,
        results=found.results,
        total=found.total,
        sort=sort,
        filters=Filters(
            _choices(paper.sections, section), _choices(authors, author), _iso(since), _iso(until)
        ),
        pages=_pages(found, asked),
        search_address=ADDRESS,
    )  # fmt: skip
    del response[PRINTED]
    # What somebody looks for is theirs: no cache on the way keeps it.
    response["Cache-Control"] = "private, no-store"
    return response


def _page(typed: str, paper: Paper) -> PageInfo:
    with override(paper.language):
        title = gettext("Search: %(words)s") % {"words": typed} if typed else gettext("Search")
    return PageInfo("search", title, robots="noindex")


def _named(rows: list[Row], slug: str) -> Row | None:
    return next((row for row in rows if row.slug == slug), None)


def _key(row: Section | Author | None) -> int | None:
    return row.pk if row else None


def _choices(rows: list[Section] | list[Author], chosen: Section | Author | None) -> list[Choice]:
    return [Choice(row.slug, row.name, row == chosen) for row in rows]


def _day(written: str) -> date | None:
    """A day as browsers send it; nothing when it is none, or so far off that a time zone could not hold it."""
    try:
        day = date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        return None
    return day if day and 1600 <= day.year <= 9000 else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 6 else 1


def _pages(found: Found, asked: QueryDict) -> Pages:
    kept = [(name, asked[name]) for name in ("q", "sort", "section", "author", "since", "until") if asked.get(name)]

    def to(number: int) -> str:
        if not 1 <= number <= found.pages:
            return ""
        return f"{ADDRESS}?{urlencode([*kept, ('page', number)] if number > 1 else kept)}"

    return Pages(found.number, found.pages, to(found.number - 1), to(found.number + 1))
