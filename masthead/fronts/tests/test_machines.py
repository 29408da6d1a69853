"""Sitemaps, robots.txt, security.txt and the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from freezegun import freeze_time
from lxml import etree

from masthead.articles.models import Story
from masthead.publication.models import StaticPage

pytestmark = pytest.mark.django_db
MakeStory = Callable[..., Story]
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def xml(client: Client, path: str) -> etree._Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert answer["Masthead-Printed"] == "1"
    return etree.fromstring(answer.content)


def paths(root: etree._Element) -> list[str]:
    """The addresses of a map, which must be absolute, without their host."""
    found = [element.text or "" for element in root.iter(f"{MAP}loc")]
    assert all(address.startswith(("http://", "https://")) for address in found)
    return ["/" + address.split("/", 3)[3] for address in found]


def test_the_index_names_each_day_once_newest_first(story_factory: MakeStory, client: Client) -> None:
    for day in ((2025, 1, 3, 9), (2025, 1, 3, 15), (2025, 1, 30, 12), (2026, 2, 1, 12)):
        story_factory(published_at=datetime(*day, tzinfo=UTC))
    root = xml(client, "/sitemap.xml")
    assert root.tag == f"{MAP}sitemapindex"
    days = ["2026-02-01", "2025-01-30", "2025-01-03"]
    assert paths(root) == ["/sitemap/pages.xml", *(f"/sitemap/{day}.xml" for day in days)]
    assert all(client.get(path).status_code == 200 for path in paths(root))


def test_a_day_is_one_of_the_newsroom(story_factory: MakeStory, paper: Any, client: Client) -> None:
    paper.nameplate.time_zone = "Europe/Kyiv"
    paper.nameplate.save()
    story = story_factory(published_at=datetime(2025, 12, 31, 22, 30, tzinfo=UTC))  # the new year in Kyiv
    assert (story.address or "").startswith("/2026/01/01/")
    assert paths(xml(client, "/sitemap/2026-01-01.xml")) == [story.address]
    assert client.get("/sitemap/2025-12-31.xml").status_code == 404


def test_a_day_says_when_a_story_was_last_changed(story_factory: MakeStory, client: Client) -> None:
    story = story_factory(published_at=datetime(2025, 3, 3, 12, tzinfo=UTC))
    story_factory(live=False, published_at=datetime(2025, 3, 4, 12, tzinfo=UTC))
    root = xml(client, "/sitemap/2025-03-03.xml")
    assert [element.text for element in root.iter(f"{MAP}lastmod")] == ["2025-03-03T12:00:00+00:00"]
    Story.objects.filter(pk=story.pk).update(updated_at=datetime(2025, 6, 1, 9, tzinfo=UTC))
    for path in ("/sitemap/2025-03-03.xml", "/sitemap.xml"):
        assert "2025-06-01T09:00:00+00:00" in [element.text for element in xml(client, path).iter(f"{MAP}lastmod")]


def test_an_old_day_stays_the_same_when_a_story_goes_out(story_factory: MakeStory, client: Client) -> None:
    story_factory(published_at=datetime(2025, 3, 3, 12, tzinfo=UTC))
    before = client.get("/sitemap/2025-03-03.xml").content
    story_factory()
    assert client.get("/sitemap/2025-03-03.xml").content == before


@pytest.mark.parametrize("day", ["2025-00-01", "2025-13-01", "2025-02-30", "0000-01-01", "9999-12-31", "1999-01-01"])
def test_a_day_that_is_not_there_is_not_found(paper: Any, client: Client, day: str) -> None:
    assert client.get(f"/sitemap/{day}.xml").status_code == 404


def test_pages_without_a_date_are_in_one_map(story_factory: MakeStory, paper: Any, client: Client) -> None:
    page = StaticPage(title="About", slug="about", kind="about", body="<p>Us.</p>")
    paper.front.add_child(instance=page)
    page.save_revision().publish()
    paper.front.add_child(instance=StaticPage(title="Draft", slug="draft", live=False, body=""))
    story_factory(topics=paper.topics[:1])
    found = paths(xml(client, "/sitemap/pages.xml"))
    assert found == [
        "/", "/city/", "/culture/", "/opinion/", "/news-feed/", "/archive/", "/authors/", "/authors/ada-kovalenko/",
        "/authors/taras-bondar/", "/topics/harbour/", "/topics/schools/", "/about/", "/newsletters/",
    ]  # fmt: skip
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)


@freeze_time("2026-03-05T15:00:00Z")
def test_the_news_map_has_two_days_and_escapes(story_factory: MakeStory, client: Client) -> None:
    story_factory(title="Old", published_at=datetime(2026, 3, 3, 23, 59, tzinfo=UTC))
    now = datetime(2026, 3, 4, 0, 1, tzinfo=UTC)
    story = story_factory(title="Fish & <chips>", language="uk", published_at=now)
    root = xml(client, "/news-sitemap.xml")
    assert paths(root) == [story.address]
    assert [element.text for element in root.iter(f"{NEWS}title")] == ["Fish & <chips>"]
    assert [element.text for element in root.iter(f"{NEWS}name")] == ["The Tideway Post"]
    assert [element.text for element in root.iter(f"{NEWS}language")] == ["uk"]
    date = next(root.iter(f"{NEWS}publication_date")).text or ""
    assert datetime.fromisoformat(date) == (story.published_at or now).replace(microsecond=0)


def test_robots_lets_everybody_read_the_paper(paper: Any, client: Client) -> None:
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[:4] == ["User-agent: *", "Allow: /", "Disallow: /newsroom/", "Disallow: /-/"]
    maps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert [path.split("/", 3)[3] for path in maps] == ["sitemap.xml", "news-sitemap.xml"]


def test_security_txt_is_the_same_all_month_and_never_runs_out(paper: Any, client: Client) -> None:
    seen = {}
    for day in ("2026-01-01", "2026-01-31", "2026-02-01", "2026-12-31"):
        with freeze_time(f"{day}T12:00:00Z"):
            seen[day] = client.get("/.well-known/security.txt").content.decode()
        expires = datetime.fromisoformat(next(
            line.removeprefix("Expires: ") for line in seen[day].splitlines() if line.startswith("Expires: ")
        ))  # fmt: skip
        ahead = expires - datetime.fromisoformat(f"{day}T12:00:00+00:00")
        assert timedelta(days=300) < ahead < timedelta(days=365)
    assert seen["2026-01-01"] == seen["2026-01-31"] != seen["2026-02-01"]
    assert "Contact: mailto:desk@tideway.example\n" in seen["2026-01-01"]


def test_security_txt_waits_for_an_e_mail(paper: Any, client: Client) -> None:
    paper.nameplate.email = ""
    paper.nameplate.save()
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_manifest_names_the_paper(paper: Any, client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json; charset=utf-8"
    data = json.loads(answer.content)
    assert (data["name"], data["start_url"]) == ("The Tideway Post", "/")
    assert data["icons"][0]["src"].endswith(".svg")
