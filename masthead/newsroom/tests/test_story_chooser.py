"""The window in which a story is chosen for picks, the front page, and other stories."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from masthead.people.models import Staff


def test_it_begins_with_the_newest_of_all_years(editor: Staff, story_factory: Any, client: Client) -> None:
    story_factory(title="Long ago", published_at=datetime(2019, 5, 1, tzinfo=UTC))
    story_factory(title="Yesterday")
    story_factory(title="Today")
    client.force_login(editor)
    found = client.get(reverse("wagtailadmin_choose_page"), {"page_type": "articles.story"}).json()["html"]
    places = [found.index(title) for title in ("Today", "Yesterday", "Long ago")]
    assert places == sorted(places)
