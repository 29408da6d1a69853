"""What crawlers are told to read (https://www.sitemaps.org/protocol.html).

Stories stand in the month of their publication: last year's maps stay the same, and a crawler that
knows them need not fetch them again. A month has fewer than the 50,000 addresses that a map may hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Greatest, TruncMonth
from django.utils import timezone
from lxml import etree

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.fronts.feeds.entry import without_control
from masthead.people.models import Author
from masthead.publication.models import Section, StaticPage, Topic
from masthead.publication.pages import absolute
from masthead.publication.queries import Paper

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_DEFAULT: dict[Any, str] = {None: MAP}
NEWS_DAYS = 2
MOST_NEWS = 1000
PAGES = "/sitemap/pages.xml"


@dataclass(frozen=True)
class Place:
    """An address, and when what stands there was last changed."""

    path: str | None
    changed_at: datetime | None = None


def index(paper: Paper) -> bytes:
    """The map of the maps, newest month first."""
    months = (
        articles.published()
        .annotate(month=TruncMonth("published_at", tzinfo=paper.nameplate.zone), changed=_changed())
        .values("month")
        .annotate(last=Max("changed"))
        .order_by("-month")
        .values_list("month", "last")
    )
    maps = [Place(f"/sitemap/{month:%Y-%m}.xml", last) for month, last in months]
    return _xml("sitemapindex", "sitemap", [Place(PAGES), *maps])


def month(paper: Paper, year: int, number: int) -> bytes | None:
    """The stories of a month in the newsroom's zone; nothing when it had none.

    ``ValueError`` when there is no such month.
    """
    zone = paper.nameplate.zone
    start = datetime(year, number, 1, tzinfo=zone)
    end = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=zone)
    stories = articles.published().filter(published_at__gte=start, published_at__lt=end).order_by("published_at", "pk")
    places = [Place(*row) for row in stories.annotate(changed=_changed()).values_list("address", "changed")]
    return _xml("urlset", "url", places) if places else None


def pages(paper: Paper) -> bytes:
    """Everything that is no story: the front page, lists and standing pages."""
    live = Q(stories__live=True, stories__address__isnull=False)
    last = Max("stories__published_at", filter=live)
    newest = articles.published().values_list("published_at", flat=True).first()
    authors = Author.objects.annotate(
        last=Max("story_authors__story__published_at", filter=Q(story_authors__story__live=True))
    ).order_by("slug")  # grouping drops the models' own order
    places = [Place("/", newest)]
    places += [
        Place(section.address, section.last)
        for section in Section.objects.annotate(last=last).order_by("position", "pk")
    ]
    places += [Place("/news-feed/"), Place("/authors/")]
    places += [Place(author.address, author.last) for author in authors if author.last]
    places += [
        Place(topic.address, topic.last) for topic in Topic.objects.annotate(last=last).order_by("slug") if topic.last
    ]
    places += [Place(page.address, page.last_published_at) for page in StaticPage.objects.live().order_by("title")]
    return _xml("urlset", "url", places)


def news(paper: Paper) -> bytes:
    """The stories of the last days, as news crawlers want them. The clock alone drops one only when the day turns."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    root = etree.Element(f"{{{MAP}}}urlset", nsmap={**_DEFAULT, "news": NEWS})
    for story in articles.cards(articles.published().filter(published_at__gte=since))[:MOST_NEWS]:
        _news_story(root, story, paper)
    return _written(root)


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
