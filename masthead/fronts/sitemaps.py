"""What crawlers are told to read (https://www.sitemaps.org/protocol.html).

Stories stand in the day of their publication: yesterday's maps stay the same, and a crawler that knows them need not
fetch them again. A day has fewer than the 50,000 addresses that a map may hold, and so has the map of the maps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.db.models.functions import Coalesce, Greatest, TruncDate
from lxml import etree

from masthead.articles.feeds.entry import without_control
from masthead.articles.lists import every_story
from masthead.articles.models import Story
from masthead.articles.queries import cards_for
from masthead.articles.standing import card, changed_in
from masthead.fronts.days import bounds
from masthead.newsletters.past_issues import every_page as newsletters_on_pages
from masthead.people.models import Author
from masthead.people.queries import ALL_AUTHORS
from masthead.press import memory, reads
from masthead.publication.models import StaticPage, Topic
from masthead.publication.pages import absolute
from masthead.publication.queries import ALL_TOPICS, FRAME, Paper

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_DEFAULT: dict[Any, str] = {None: MAP}
NEWS_DAYS = 2
MOST_NEWS = 1000
PAGES = "/sitemap/pages.xml"
FAR = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """An address, and when what stands there was last changed."""

    path: str | None
    changed_at: datetime | None = None


def index(paper: Paper) -> bytes:
    """The map of the maps, newest day first."""
    days = [day for year in _years(paper.nameplate.zone) for day in _days_of(year, paper.nameplate.zone)]
    maps = [Place(f"/sitemap/{day.isoformat()}.xml", last) for day, last in days]
    if days:
        reads.ask(*(place.path for place in maps[:2] if place.path))  # the others were asked for in their time
    return _xml("sitemapindex", "sitemap", [Place(PAGES), *maps])


def day(paper: Paper, of: date) -> bytes | None:
    """The stories of a day in the newsroom's zone; nothing when it had none."""
    start, end = bounds(of, paper.nameplate.zone)
    stories = every_story().between(start, end).order_by("published_at", "pk").annotate(changed=_changed())
    rows = list(stories.values_list("pk", "address", "changed"))
    reads.note(*(card(pk) for pk, _, _ in rows))
    places = [Place(address, changed) for _, address, changed in rows]
    return _xml("urlset", "url", places) if places else None


def pages(paper: Paper) -> bytes:
    """Everything that is no story: the front page, lists and standing pages."""
    reads.note(ALL_AUTHORS, ALL_TOPICS)
    places = [Place("/"), *(Place(section.address) for section in paper.sections)]
    places += [Place("/news-feed/"), Place("/archive/"), Place("/authors/")]
    places += [Place(author.address) for author in Author.objects.order_by("slug")]
    places += [Place(topic.address) for topic in Topic.objects.order_by("slug")]
    places += [Place(page.address, page.last_published_at) for page in StaticPage.objects.live().order_by("title")]
    places += [Place(address, sent_at) for address, sent_at in newsletters_on_pages()]
    return _xml("urlset", "url", places)


def news(paper: Paper) -> bytes:
    """The stories of the last two days, as news crawlers want them. What the clock drops goes when the day turns."""
    since, until = bounds(paper.today - timedelta(days=NEWS_DAYS - 1), paper.nameplate.zone)[0], FAR
    ids = list(every_story().between(since, until).values_list("pk", flat=True)[:MOST_NEWS])
    root = etree.Element(f"{{{MAP}}}urlset", nsmap={**_DEFAULT, "news": NEWS})
    for story in cards_for(ids):
        _news_story(root, story, paper)
    return _written(root)


def _years(zone: ZoneInfo) -> list[int]:
    """Years from the newest story's to the oldest's."""
    newest, oldest = every_story().last_before(None), every_story().first_from(None)
    if newest is None or oldest is None:
        return []
    return list(range(newest.astimezone(zone).year, oldest.astimezone(zone).year - 1, -1))


def _days_of(year: int, zone: ZoneInfo) -> list[tuple[date, datetime]]:
    """Days of a year that have stories, newest first, and when one of each was last changed. Kept from year to year:
    a new story has this year counted anew, and not the twenty before it."""
    return memory.once(("sitemap", year), lambda: _count_days(year, zone))


def _count_days(year: int, zone: ZoneInfo) -> list[tuple[date, datetime]]:
    start, end = bounds(date(year, 1, 1), zone)[0], bounds(date(year, 12, 31), zone)[1]
    reads.note(FRAME, changed_in(year))
    rows = every_story().between(start, end).order_by()
    days = rows.annotate(day=TruncDate("published_at", tzinfo=zone), changed=_changed()).values("day")
    return list(days.annotate(last=Max("changed")).order_by("-day").values_list("day", "last"))


def _news_story(root: etree._Element, story: Story, paper: Paper) -> None:
    assert story.published_at
    url = etree.SubElement(root, f"{{{MAP}}}url")
    _add(url, MAP, "loc", absolute(story.address or "/"))
    about = etree.SubElement(url, f"{{{NEWS}}}news")
    publication = etree.SubElement(about, f"{{{NEWS}}}publication")
    _add(publication, NEWS, "name", paper.name)
    _add(publication, NEWS, "language", story.language or paper.language)
    _add(about, NEWS, "publication_date", _date(story.published_at))
    _add(about, NEWS, "title", story.headline)


def _changed() -> Greatest:
    return Greatest("published_at", Coalesce("updated_at", "published_at"))


def _xml(root_name: str, name: str, places: Iterable[Place]) -> bytes:
    root = etree.Element(f"{{{MAP}}}{root_name}", nsmap=_DEFAULT)
    for place in places:
        element = etree.SubElement(root, f"{{{MAP}}}{name}")
        _add(element, MAP, "loc", absolute(place.path or "/"))
        if place.changed_at:
            _add(element, MAP, "lastmod", _date(place.changed_at))
    return _written(root)


def _add(parent: etree._Element, namespace: str, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{namespace}}}{name}").text = without_control(text)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
