"""Scanners ask for thousands of pages that are not there; lists have one address for each page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from masthead.articles.models import Story
from masthead.press.serving.bridge import EDITION


def ask_as_edge(client: Client, path: str, edition: int) -> Any:
    said: dict[str, Any] = {EDITION: edition}
    return client.get(path, **said)


def test_the_edge_gets_the_page_of_an_edition_without_another_rendering(
    story: Story, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = ask_as_edge(client, "/no-such-page/", 900_001)
    with django_assert_max_num_queries(6):  # a section, a standing page, a redirect: none of the page itself
        second = ask_as_edge(client, "/nor-this/", 900_001)
    assert (first.status_code, second.status_code) == (404, 404)
    assert first.content == second.content
    assert first.headers.items() == second.headers.items()


def test_a_new_edition_has_a_new_page(story: Story, client: Client) -> None:
    ask_as_edge(client, "/no-such-page/", 900_002)
    Story.objects.filter(pk=story.pk).update(title="Another headline")
    assert b"Another headline" in ask_as_edge(client, "/no-such-page/", 900_003).content


@pytest.mark.parametrize("number", ["0", "1", "01", "0002", "99999999999"])
def test_each_page_of_a_list_has_one_address(number: str, story: Story, client: Client) -> None:
    for place in ("/city/", "/topics/harbour/", "/authors/ada-kovalenko/"):
        assert client.get(f"{place}page/{number}/").status_code == 404


def test_digits_of_other_scripts_are_no_other_address(story: Story, client: Client) -> None:
    assert story.address
    assert client.get(story.address).status_code == 200
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    day, slug = story.address[2:12], story.address[12:]
    assert client.get(f"/2{day.translate(arabic)}{slug}").status_code == 404
    month = f"{story.published_at:%Y-%m}"
    assert client.get(f"/sitemap/{month}.xml").status_code == 200
    assert client.get(f"/sitemap/{month.translate(arabic)}.xml").status_code == 404
