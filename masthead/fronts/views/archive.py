"""The archive: every day of the paper, by year and month. A day that is over stays as it is."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from masthead.articles.lists import every_story
from masthead.articles.queries import cards_for
from masthead.fronts import days
from masthead.fronts.paging import Pages
from masthead.press import reads
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import paper as the_paper


def archive(request: HttpRequest) -> HttpResponse:
    """Every month."""
    paper = the_paper()
    months = days.months(paper.nameplate.zone)
    reads.ask(*(month.address for month in months))
    with override(paper.language):
        page = PageInfo("archive", gettext("Archive"), "/archive/", gettext("Every story of the paper, by day."))
    return show("pages/archive.html", page, paper=paper, months=months)


def month(request: HttpRequest, year: str, number: str) -> HttpResponse:
    """The days of a month."""
    paper = the_paper()
    try:
        found = days.month_of(date(int(year), int(number), 1), paper.nameplate.zone)
    except (ValueError, OverflowError):
        raise Http404 from None
    if not found.days:
        raise Http404
    addressed = [(day, count, days.day_address(day)) for day, count in found.days]
    reads.ask(*(address for _, _, address in addressed))
    with override(paper.language):
        title = date_format(found.first, "F Y")
    page = PageInfo("archive", title, found.address)
    pages = _months_beside(found, paper.nameplate.zone)
    page.prev, page.next = pages.newer, pages.older
    return show("pages/month.html", page, paper=paper, days=addressed, pages=pages)


def _months_beside(month: days.Month, zone: ZoneInfo) -> Pages:
    """The nearest months that have stories."""
    stories, start = every_story(), days.bounds(month.first, zone)[0]
    end = days.bounds((month.first + timedelta(days=31)).replace(day=1), zone)[0]
    before, after = stories.last_before(start), stories.first_from(end)
    return Pages(0, 0, *(f"/{at.astimezone(zone):%Y/%m}/" if at else "" for at in (after, before)))


def day(request: HttpRequest, day: date) -> HttpResponse:
    """The stories of a day, oldest first, as the paper brought them."""
    paper = the_paper()
    zone, stories = paper.nameplate.zone, every_story()
    start, end = days.bounds(day, zone)
    ids = list(stories.between(start, end).order_by("published_at", "pk").values_list("pk", flat=True))
    if not ids:
        raise Http404
    before, after = stories.last_before(start), stories.first_from(end)
    pages = Pages(
        0, 0,
        days.day_address(after.astimezone(zone).date()) if after else "",
        days.day_address(before.astimezone(zone).date()) if before else "",
    )  # fmt: skip
    reads.ask(f"/sitemap/{day.isoformat()}.xml", f"/{day:%Y/%m}/", *filter(None, [pages.older]))
    with override(paper.language):
        page = PageInfo("archive", date_format(day), days.day_address(day))
    page.prev, page.next = pages.newer, pages.older
    return show("pages/day.html", page, paper=paper, day=day, stories=cards_for(ids), pages=pages)
