"""The files that a server answers with when there is no page, or nobody to make one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from freezegun import freeze_time
from lxml import html as parser

from masthead.articles.models import Story
from masthead.publication.models import Nameplate

pytestmark = pytest.mark.django_db
FILES = ("/404.html", "/503.html")


@pytest.mark.parametrize("address", FILES)
def test_it_can_be_printed(story: Story, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Masthead-Printed"] == "1"
    page: Any = parser.document_fromstring(answer.content)
    assert "noindex" in page.xpath("//meta[@name='robots']/@content")[0]
    assert not page.xpath("//link[@rel='canonical']")


@pytest.mark.parametrize("address", FILES)
def test_no_clock_is_in_it(paper: Any, client: Client, address: str) -> None:
    with freeze_time("2026-11-26 05:00"):
        before = client.get(address).content
    with freeze_time("2026-11-28 19:30"):
        assert client.get(address).content == before


def test_an_address_that_leads_nowhere_is_answered_with_the_same_page(story: Story, client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert b"Ferry runs again" in answer.content
    assert b"Ferry runs again" in client.get("/404.html").content


def test_the_closed_page_says_what_still_works_and_needs_nothing_else(paper: Any, client: Client) -> None:
    page: Any = parser.document_fromstring(client.get("/503.html").content.decode())
    assert {"/", "/text/", "/feed.xml", "/today.epub", "/city/"} <= set(page.xpath("//main//a/@href"))
    assert "Search" in page.text_content()
    assert not page.xpath("//img|//script|//link[@rel='stylesheet' or @rel='preload']")


def test_the_closed_page_speaks_ukrainian_in_a_ukrainian_paper(paper: Any, client: Client) -> None:
    Nameplate.objects.update(language="uk")
    page: Any = parser.document_fromstring(client.get("/503.html").content.decode())
    text = page.text_content()
    assert "Що працює" in text
    assert "What works" not in text
