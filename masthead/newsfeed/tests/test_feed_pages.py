from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from masthead.articles.models import Story
from masthead.newsfeed import queries
from masthead.newsfeed.actions.show_due import show_due
from masthead.newsfeed.models import Update
from masthead.press.models import Touch
from masthead.publication.models import Nameplate

pytestmark = pytest.mark.django_db
KYIV = ZoneInfo("Europe/Kyiv")


def test_the_newest_come_first(paper: object, client: Client) -> None:
    Update.objects.create(text="Older", published_at=timezone.now() - timedelta(hours=2))
    Update.objects.create(text="Newer", published_at=timezone.now() - timedelta(hours=1))
    html = client.get("/news-feed/").content.decode()
    assert html.index("Newer") < html.index("Older")


def test_a_day_begins_in_the_newsrooms_zone(paper: object) -> None:
    Update.objects.create(text="Late", published_at=datetime(2026, 3, 1, 22, 30, tzinfo=UTC))  # 00:30 on the 2nd
    assert [update.text for update in queries.on(date(2026, 3, 2), KYIV).updates] == ["Late"]
    assert queries.on(date(2026, 3, 1), KYIV).updates == []


def test_a_day_has_a_page_with_its_neighbours(paper: object, client: Client) -> None:
    Nameplate.objects.update(time_zone="Europe/Kyiv")
    for day in (3, 5, 9):
        Update.objects.create(text=f"On {day}", published_at=datetime(2026, 3, day, 12, tzinfo=UTC))
    html = client.get("/news-feed/2026/03/05/").content.decode()
    assert "On 5" in html
    assert "On 3" not in html
    assert "/news-feed/2026/03/03/" in html
    assert "/news-feed/2026/03/09/" in html


def test_a_day_without_news_has_no_page(paper: object, client: Client) -> None:
    assert client.get("/news-feed/2001/01/01/").status_code == 404


def test_an_empty_feed_is_a_page(paper: object, client: Client) -> None:
    assert client.get("/news-feed/").status_code == 200


def test_an_update_for_later_is_not_shown_before_its_time(paper: object, client: Client) -> None:
    Update.objects.create(text="Not yet said", published_at=timezone.now() + timedelta(minutes=5))
    assert "Not yet said" not in client.get("/news-feed/").content.decode()
    show_due()
    Touch.objects.all().delete()
    with freeze_time(timezone.now() + timedelta(minutes=6)):
        assert show_due() == 1
        assert Touch.objects.exclude(path="").exists()
        assert "Not yet said" in client.get("/news-feed/").content.decode()


def test_an_update_about_a_withdrawn_story_goes_with_it(
    paper: object, client: Client, story_factory: Callable[..., Story]
) -> None:
    story = story_factory()
    Update.objects.create(text="Read our story", story=story)
    assert "Read our story" in client.get("/").content.decode()
    story.unpublish()
    assert "Read our story" not in client.get("/").content.decode()


def test_text_is_escaped(paper: object, client: Client) -> None:
    Update.objects.create(text="<script>alert(1)</script>")
    html = client.get("/news-feed/").content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize("path", ["/news-feed/2026/02/31/", "/news-feed/9999/12/31/"])
def test_an_impossible_day_is_not_found(paper: object, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_update_about_a_story_that_never_was_out_is_not_out_either(
    paper: object, client: Client, story_factory: Callable[..., Story]
) -> None:
    story = story_factory(live=False)
    Update.objects.create(text="Tomorrow we tell all", story=story)
    Update.objects.create(text="High water at nine")
    story.delete()
    html = client.get("/news-feed/").content.decode()
    assert "Tomorrow we tell all" not in html
    assert "High water at nine" in html
