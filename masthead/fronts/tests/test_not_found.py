"""Lists have one address for each page, and no other leads to it."""

from __future__ import annotations

import pytest
from django.test import Client

from masthead.articles.models import Story


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
    of_map = story.address[1:11].replace("/", "-")
    assert client.get(f"/sitemap/{of_map}.xml").status_code == 200
    assert client.get(f"/sitemap/{of_map.translate(arabic)}.xml").status_code == 404
