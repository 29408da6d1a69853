"""Posting an update is one field, one button, one request."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.people.models import Staff

URL = "/newsroom/desk/update/"


def test_it_stands_on_the_desk_and_before_readers_at_once(reporter: Staff, client: Client) -> None:
    client.force_login(reporter)
    answer = client.post(URL, {"text": "  The bridge is open again. "})
    assert answer["Location"] == "/newsroom/#feed"
    update = Update.objects.get()
    assert (update.text, update.written_by) == ("The bridge is open again.", reporter)
    assert abs((update.published_at - timezone.now()).total_seconds()) < 60
    for page in ("/newsroom/", "/", "/news-feed/"):
        assert "The bridge is open again." in client.get(page).content.decode()


def test_it_may_be_about_a_story(editor: Staff, story: Story, client: Client) -> None:
    client.force_login(editor)
    client.post(URL, {"text": "Read more", "story": story.pk})
    assert Update.objects.get().story == story


@pytest.mark.parametrize("text", ["", "   ", "x" * 281])
def test_it_refuses_nothing_and_too_much_and_keeps_what_was_typed(text: str, editor: Staff, client: Client) -> None:
    client.force_login(editor)
    answer = client.post(URL, {"text": text})
    assert answer.status_code == 422
    assert not Update.objects.exists()
    assert text.strip() in answer.content.decode()


def test_a_draft_cannot_be_named(editor: Staff, story_factory: Any, client: Client) -> None:
    client.force_login(editor)
    assert client.post(URL, {"text": "Soon", "story": story_factory(live=False).pk}).status_code == 422


def test_strangers_post_nothing(client: Client, paper: Any) -> None:
    client.post(URL, {"text": "Hello"})
    assert not Update.objects.exists()


def test_a_foreign_page_cannot_post_for_somebody(editor: Staff) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(URL, {"text": "Forged"}).status_code == 403
    assert not Update.objects.exists()


def test_markup_stays_text(editor: Staff, client: Client) -> None:
    client.force_login(editor)
    client.post(URL, {"text": "<script>alert(1)</script>"})
    assert b"<script>alert(1)" not in client.get("/newsroom/").content
