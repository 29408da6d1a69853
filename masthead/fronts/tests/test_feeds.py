"""Feeds: what feed readers and validators ask of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from django.test import Client
from lxml import etree

from masthead.articles.feeds.entry import plain_html
from masthead.articles.models import Story

pytestmark = pytest.mark.django_db
MakeStory = Callable[..., Story]
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
HOSTILE = "Fish & <b>chips</b> ]]> \x0bsaid “no” 🐟"


def rss(client: Client, path: str = "/feed.xml") -> etree._Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert answer["Masthead-Printed"] == "1"
    return etree.fromstring(answer.content)


def texts(root: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in root.iterfind(path, NAMES)]


def is_absolute(address: str | None) -> bool:
    parts = urlsplit(address or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def test_rss_has_all_that_it_must(story_factory: MakeStory, paper: Any, client: Client, picture: Any) -> None:
    moment = datetime(2026, 3, 1, 10, 30, 5, 77, tzinfo=UTC)
    story = story_factory(
        title="The wall holds", standfirst="It did.", published_at=moment, authors=paper.authors, topics=paper.topics,
        lead_picture=picture, lead_alt="A wall", lead_caption="At noon", lead_credit="O. Photographer",
    )  # fmt: skip
    root = rss(client)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    for name in ("title", "link", "description", "language"):
        assert texts(root, f"channel/{name}")[0]
    itself = root.find("channel/atom:link", NAMES)
    assert itself is not None
    assert (itself.get("rel"), itself.get("type")) == ("self", "application/rss+xml")
    assert itself.get("href", "").endswith("/feed.xml")
    assert is_absolute(itself.get("href"))
    item = root.find("channel/item")
    assert item is not None
    assert texts(item, "title") == ["The wall holds"]
    assert texts(item, "description") == ["It did."]
    assert texts(item, "dc:creator") == ["Ada Kovalenko", "Taras Bondar"]
    assert texts(item, "category") == ["City", "Harbour", "Schools"]
    assert texts(item, "pubDate") == ["Sun, 01 Mar 2026 10:30:05 +0000"]
    assert texts(item, "link")[0].endswith(story.address or "?")
    assert is_absolute(texts(item, "link")[0])
    media = item.find("media:content", NAMES)
    assert media is not None
    assert (media.get("medium"), media.get("type")) == ("image", "image/jpeg")
    assert is_absolute(media.get("url"))
    assert texts(media, "media:credit") == ["O. Photographer"]
    assert texts(media, "media:description") == ["At noon"]


def test_dates_can_be_read_back(story_factory: MakeStory, client: Client) -> None:
    story = story_factory(published_at=datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC))
    root = rss(client)
    for written in [*texts(root, "channel/lastBuildDate"), *texts(root, "channel/item/pubDate")]:
        assert parsedate_to_datetime(written) == story.published_at


def test_guids_are_unique_and_outlive_a_new_address(story_factory: MakeStory, client: Client) -> None:
    story = story_factory()
    story_factory()
    before = texts(rss(client), "channel/item/guid")
    assert len(set(before)) == 2
    story.slug = "another-slug"
    story.save_revision().publish()
    root = rss(client)
    assert texts(root, "channel/item/guid") == before
    assert texts(root, "channel/item/link")[1].endswith("/another-slug/")
    assert {guid.get("isPermaLink") for guid in root.iterfind("channel/item/guid")} == {"false"}


def test_a_hostile_headline_stays_text(story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="Plain")
    Story.objects.filter(pk=story.pk).update(title=HOSTILE, standfirst=HOSTILE, kicker="\x01")
    clean = HOSTILE.replace("\x0b", "")
    root = rss(client)
    assert texts(root, "channel/item/title") == [clean]
    assert texts(root, "channel/item/description") == [clean]
    assert json.loads(client.get("/feed.json").content)["items"][0]["title"] == HOSTILE


def test_the_full_text_is_there_with_absolute_links_and_nothing_of_our_pages(
    story_factory: MakeStory, client: Client, picture: Any
) -> None:
    use = {"picture": picture, "alt": "A tram", "caption": "At night.", "credit": "A. Photographer"}
    story = story_factory(
        title="Links",
        body=[
            ("paragraph", '<p>See <a href="/authors/ada/">her</a> and <a href="#more">below</a> &amp; on.</p>'),
            ("heading", "More of it"),
            ("picture", {**use, "wide": False}),
            ("list", {"ordered": True, "entries": ["One", "Two"]}),
        ],
    )
    html = texts(rss(client), "channel/item/content:encoded")[0]
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    links = [element.get("href") for element in tree.iter("a")]
    assert links[0].endswith("/authors/ada/")
    assert links[1].endswith(f"{story.address}#more")
    pictures = [element.get("src") for element in tree.iter("img")]
    assert len(pictures) == 1
    assert all(is_absolute(address) for address in links + pictures)
    assert [element.text for element in tree.iter("li", "h2")] == ["More of it", "One", "Two"]
    assert "A. Photographer" in html
    for ours in ("class=", "srcset", "<source", "<picture", "<div", "style=", "local-time", "<script"):
        assert ours not in html


def test_what_could_run_is_taken_out_of_the_full_text() -> None:
    html = '<p onclick="x()">a<script>x()</script><a href="javascript:x()">b</a>\x00</p>'
    assert plain_html(html, "https://p.example/") == "<p>a<a>b</a></p>"


def test_only_what_is_published_is_in_a_feed_newest_first(story_factory: MakeStory, client: Client) -> None:
    now = datetime.now(UTC)
    for days in (2, 1, 3):
        story_factory(title=f"{days} days ago", published_at=now - timedelta(days=days))
    story_factory(title="A draft", live=False)
    expected = ["1 days ago", "2 days ago", "3 days ago"]
    assert texts(rss(client), "channel/item/title") == expected
    assert [item["title"] for item in json.loads(client.get("/feed.json").content)["items"]] == expected


def test_sections_and_authors_have_their_own(story_factory: MakeStory, paper: Any, client: Client) -> None:
    story_factory(title="City news", authors=paper.authors[:1])
    story_factory(title="A play", section=paper.culture, authors=paper.authors[1:])
    city = rss(client, "/city/feed.xml")
    assert texts(city, "channel/item/title") == ["City news"]
    assert texts(city, "channel/title") == ["City | The Tideway Post"]
    assert texts(city, "channel/link")[0].endswith("/city/")
    assert texts(rss(client, "/authors/taras-bondar/feed.xml"), "channel/item/title") == ["A play"]
    assert texts(rss(client, "/opinion/feed.xml"), "channel/item/title") == []
    for nowhere in ("/nowhere/feed.xml", "/authors/nobody/feed.xml", "/authors/feed.xml"):
        assert client.get(nowhere).status_code == 404


def test_json_feed_has_all_that_it_must(story_factory: MakeStory, paper: Any, client: Client, picture: Any) -> None:
    moment = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
    story = story_factory(
        title="First", standfirst="It did.", published_at=moment, lead_picture=picture, lead_alt="A wall"
    )
    story_factory(title="Empty", body=[], published_at=moment - timedelta(days=1), language="uk")
    answer = client.get("/feed.json")
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert answer["Masthead-Printed"] == "1"
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "The Tideway Post"
    assert feed["feed_url"].endswith("/feed.json")
    first, empty = feed["items"]
    assert first["url"].endswith(story.address)
    assert first["date_published"] == "2026-03-01T10:30:00+00:00"
    assert first["authors"][0]["name"] == "Ada Kovalenko"
    assert first["tags"] == ["City"]
    assert first["summary"] == "It did."
    assert all(map(is_absolute, (feed["home_page_url"], first["image"], first["authors"][0]["url"])))
    assert "ferry left the quay" in first["content_html"]
    assert empty["content_text"] == "Empty"
    assert "content_html" not in empty
    assert (first["language"], empty["language"]) == ("en", "uk")
    assert first["id"] != empty["id"]


def test_the_same_paper_gives_the_same_bytes(story: Story, client: Client) -> None:
    assert client.get("/feed.xml").content == client.get("/feed.xml").content
    assert client.get("/feed.json").content == client.get("/feed.json").content


def test_an_empty_paper_has_an_empty_feed(paper: Any, client: Client) -> None:
    assert texts(rss(client), "channel/item") == []
    assert json.loads(client.get("/feed.json").content)["items"] == []
