"""Where one stands after an action: never on a shelf of the page tree."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from masthead.articles.models import Story
from masthead.people.models import Staff

STORIES = "/newsroom/stories/"


@pytest.fixture
def desk(editor: Staff, client: Client) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client


def test_unpublishing_leads_to_the_stories(desk: Client, story: Story) -> None:
    assert desk.post(reverse("wagtailadmin_pages:unpublish", args=[story.pk])).url == STORIES  # type: ignore[attr-defined]
    story.refresh_from_db()
    assert not story.live


def test_the_question_before_unpublishing_is_asked(desk: Client, story: Story) -> None:
    assert desk.get(reverse("wagtailadmin_pages:unpublish", args=[story.pk])).status_code == 200


def test_publishing_the_front_page_stays_there(desk: Client, paper: Any, story: Story) -> None:
    form = reverse("wagtailadmin_pages:edit", args=[paper.front.pk])
    counts = {f"{part}-{count}_FORMS": 0 for part in ("comments", "second_stories") for count in ("TOTAL", "INITIAL")}
    posted = {"action-publish": "1", "lead": story.pk, "has_news_feed": "on", "blocks-count": 0, **counts}
    assert desk.post(form, posted).url == form  # type: ignore[attr-defined]
    paper.front.refresh_from_db()
    assert paper.front.lead == story


def test_deleting_leads_to_the_stories(desk: Client, story: Story) -> None:
    answer = desk.post(reverse("wagtailadmin_pages:delete", args=[story.pk]))
    assert answer.url == STORIES  # type: ignore[attr-defined]
    assert not Story.objects.filter(pk=story.pk).exists()
