"""What pages that stay open ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from freezegun import freeze_time

from masthead.articles.models import Story
from masthead.media.models import Picture
from masthead.newsfeed.models import Update
from masthead.picks.models import Pick, PickList
from masthead.publication.models import Nameplate

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
MakeStory = Callable[..., Story]


def live(client: Client) -> dict[str, Any]:
    answer = client.get("/live.json")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Masthead-Printed"] == "1"
    return json.loads(answer.content)  # type: ignore[no-any-return]


def test_it_has_the_newest_thirty_updates(paper: object, client: Client) -> None:
    for number in range(32):
        Update.objects.create(text=f"Update {number}", published_at=NOON + timedelta(minutes=number))
    texts = [update["text"] for update in live(client)["updates"]]
    assert texts == [f"Update {number}" for number in range(31, 1, -1)]


def test_an_update_says_all_that_a_page_shows_of_it(paper: object, story: Story, client: Client) -> None:
    Nameplate.objects.update(time_zone="Europe/Kyiv")
    late = Update.objects.create(
        text="Ferry late", published_at=datetime(2026, 3, 5, 23, 30, tzinfo=UTC), story=story, is_key=True
    )
    found = live(client)
    assert found["as_of"] == "2026-03-06T01:30:00+02:00"
    assert found["updates"] == [
        {
            "id": late.pk,
            "text": "Ferry late",
            "time": "2026-03-06T01:30:00+02:00",
            "key": True,
            "address": f"/news-feed/2026/03/06/#u{late.pk}",
            "day": {"title": "March 6, 2026", "address": "/news-feed/2026/03/06/"},
            "story": {"headline": "Ferry runs again", "address": story.address},
        }
    ]


def test_its_anchor_is_on_the_page_that_it_names(paper: object, client: Client) -> None:
    Update.objects.create(text="Ferry late", published_at=NOON)
    address, anchor = live(client)["updates"][0]["address"].split("#")
    assert f'id="{anchor}"' in client.get(address).content.decode()


def test_it_has_the_newest_ten_stories(story_factory: MakeStory, paper: Any, client: Client) -> None:
    for number in range(11):
        story_factory(title=f"Story {number}", published_at=NOON - timedelta(hours=number))
    stories = live(client)["stories"]
    assert [story["headline"] for story in stories] == [f"Story {number}" for number in range(10)]
    assert stories[0]["time"] == "2026-03-05T12:00:00+00:00"
    assert stories[0]["section"] == {"name": "City", "address": "/city/"}


def test_it_has_the_picks_in_the_words_of_the_editors(
    story_factory: MakeStory, paper: object, picture: Picture, client: Client
) -> None:
    story = story_factory(lead_picture=picture)
    Pick.objects.create(pick_list=PickList.objects.get(slug="editors"), story=story, title="Read this")
    picks = live(client)["picks"]
    assert picks["title"] == "Editors’ picks"
    assert [(pick["headline"], pick["address"]) for pick in picks["stories"]] == [("Read this", story.address)]
    small = picks["stories"][0]["picture"]
    assert f'<img src="{small["src"]}" width="{small["width"]}"' in client.get("/").content.decode()


def test_what_is_not_out_is_not_in_it(story: Story, client: Client) -> None:
    Update.objects.create(text="Read our story", story=story)
    with freeze_time(NOON):
        Update.objects.create(text="Not yet", published_at=NOON + timedelta(minutes=1))
        assert "Not yet" not in client.get("/live.json").content.decode()
    story.unpublish()
    assert "Read our story" not in client.get("/live.json").content.decode()


def test_it_stays_the_same_while_nothing_happens(story: Story, client: Client) -> None:
    Update.objects.create(text="Ferry late", published_at=NOON)
    with freeze_time("2026-12-01 05:00"):
        before = client.get("/live.json").content
    with freeze_time("2026-12-03 19:30"):
        assert client.get("/live.json").content == before


def test_a_new_paper_has_one(paper: object, client: Client) -> None:
    found = live(client)
    assert (found["as_of"], found["updates"], found["stories"]) == (None, [], [])
