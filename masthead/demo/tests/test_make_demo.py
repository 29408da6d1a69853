from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from masthead.articles.models import Story
from masthead.demo.actions.make_demo import make_demo
from masthead.demo.drawing import portrait, scene
from masthead.newsfeed.models import Update
from masthead.newsletters import queries
from masthead.newsroom.actions import open_newsroom
from masthead.people.models import Author


@pytest.mark.django_db
def test_the_whole_paper_is_made_and_every_link_in_it_leads_somewhere(client: Client) -> None:
    import re

    open_newsroom()
    make_demo(say=lambda line: None, now=datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert Story.objects.live().count() >= 40
    assert Author.objects.exclude(picture=None).count() == 8
    assert Update.objects.count() == 60
    paths = {"/"}
    for start in (
        "/",
        "/city/",
        "/news-feed/",
        "/authors/",
        *queries.addresses(),
        *map(str, Story.objects.values_list("address", flat=True)),
    ):
        answer = client.get(start)
        assert answer.status_code == 200, start
        paths |= set(re.findall(r'<a [^>]*href="(/[^"#?]*)', answer.content.decode()))
    lost = [path for path in sorted(paths) if not path.startswith("/-/") and client.get(path).status_code != 200]
    assert lost == []


def test_the_same_seed_draws_the_same_picture() -> None:
    assert scene("lighthouse", 7) == scene("lighthouse", 7)
    assert scene("lighthouse", 7) != scene("lighthouse", 8)
    assert portrait("maren-osei", 1) == portrait("maren-osei", 1)
