"""The news feed's pages."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from masthead.newsfeed import queries
from masthead.press import reads
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import paper as the_paper


def feed(request: HttpRequest) -> HttpResponse:
    """The newest days."""
    paper = the_paper()
    days = queries.newest_days(paper.nameplate.zone)
    earlier, _ = queries.neighbours(days[-1].date, paper.nameplate.zone) if days else (None, None)
    with override(paper.language):
        page = PageInfo("feed", gettext("News feed"), "/news-feed/", gettext("All short news, by day."))
    page.next = earlier.address if earlier else ""
    reads.ask(*(day.address for day in days))
    return show("pages/feed.html", page, paper=paper, days=days, older=page.next)


def feed_day(request: HttpRequest, day: date) -> HttpResponse:
    """One day."""
    paper = the_paper()
    found = queries.on(day, paper.nameplate.zone)
    if not found.updates:
        raise Http404
    earlier, later = queries.neighbours(day, paper.nameplate.zone)
    with override(paper.language):
        title = gettext("News feed, %(day)s") % {"day": date_format(day)}
    page = PageInfo("feed", title, found.address)
    page.next = earlier.address if earlier else ""
    page.prev = later.address if later else ""
    return show("pages/feed_day.html", page, paper=paper, day=found, older=page.next, newer=page.prev)
