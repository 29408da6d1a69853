"""The front page for bad lines."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as parser

from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.picks.models import Pick, PickList
from masthead.publication.models import Nameplate
from tests.ground.cast import MakeStory

pytestmark = pytest.mark.django_db


def page_at(client: Client, address: str = "/text/") -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return parser.document_fromstring(answer.content.decode())


def test_each_headline_leads_to_its_text_edition(paper: Any, story_factory: MakeStory, client: Client) -> None:
    stories = [story_factory(title=f"Ferry {n}") for n in range(3)] + [story_factory(section=paper.opinion)]
    links = page_at(client).xpath("//main//a/@href")
    assert {story.text_address for story in stories} <= set(links)
    assert not {story.address for story in stories} & set(links)


def test_it_has_updates_picks_and_sections_in_this_order(
    paper: Any, story_factory: MakeStory, client: Client, story: Story
) -> None:
    older = timezone.now() - timedelta(days=1)
    for number in range(14):
        story_factory(title=f"Older {number}", published_at=older - timedelta(minutes=number))
    Update.objects.create(text="The bridge is open", story=story)
    Pick.objects.create(pick_list=PickList.objects.get(slug="editors"), story=story, title="Read this first")
    text = page_at(client).text_content()
    places = [text.index(words) for words in ("The bridge is open", "Ferry runs again", "Read this first", "Older 11")]
    assert places == sorted(places)


def test_it_is_under_15_kilobytes_with_a_full_paper(story_factory: MakeStory, paper: Any, client: Client) -> None:
    for number in range(30):
        title = f"{number * 7919} reasons why the ferry will not run on {number * 104729 % 365} days of this year"
        story_factory(title=title, section=paper.sections[number % 3], standfirst="A council paper says why." * 5)
    for number in range(8):
        Update.objects.create(text=f"At {number * 7907} minutes past noon the harbour was closed again. " * 4)
    assert len(gzip.compress(client.get("/text/").content)) < 15_000


def test_nothing_is_loaded_for_it(story: Story, client: Client) -> None:
    page = page_at(client)
    assert not page.xpath("//img|//script|//link[@rel='preload' or @rel='stylesheet']")


def test_it_and_the_full_paper_lead_to_each_other(story: Story, client: Client) -> None:
    assert "/" in page_at(client).xpath("//a/@href")
    for address in ("/", story.address, "/city/", "/news-feed/"):
        assert "/text/" in page_at(client, address or "").xpath("//footer//a/@href")
    edition = page_at(client, story.text_address)
    assert edition.xpath("//header//a/@href")[0] == "/text/"
    assert "/text/" in edition.xpath("//footer//a/@href")


def test_it_speaks_the_language_of_the_paper(story: Story, client: Client) -> None:
    Nameplate.objects.update(language="uk")
    page = page_at(client)
    assert page.get("lang") == "uk"
    assert "Текстова версія" in page.text_content()


def test_a_new_paper_has_one(paper: Any, client: Client) -> None:
    assert "The Tideway Post" in page_at(client).xpath("//h1")[0].text_content()
