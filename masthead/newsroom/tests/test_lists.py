"""The lists of the newsroom, and the menu that leads to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from masthead.people.models import Staff

STORIES = "/newsroom/stories/"


def headlines(client: Client, **query: Any) -> set[str]:
    """What the list shows."""
    return {page.title for page in client.get(STORIES, query).context["object_list"]}


@pytest.fixture
def desk(editor: Staff, story_factory: Any, paper: Any, reporter: Staff, client: Client) -> Client:
    """An editor's browser, and a story in each state."""
    story_factory(title="Out", authors=paper.authors[1:])
    story_factory(title="Begun", live=False, section=paper.culture)
    waiting = story_factory(title="Waits", live=False)
    waiting.get_workflow().start(waiting, reporter)
    later = story_factory(title="Later", live=False)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    client.force_login(editor)
    return client


@pytest.mark.parametrize(
    ("state", "found"),
    [("published", {"Out"}), ("draft", {"Begun"}), ("in_review", {"Waits"}), ("scheduled", {"Later"})],
)
def test_stories_by_state(state: str, found: set[str], desk: Client) -> None:
    assert headlines(desk, state=state) == found


def test_stories_by_section_and_author_and_word(desk: Client, paper: Any) -> None:
    assert headlines(desk, section=paper.culture.pk) == {"Begun"}
    assert headlines(desk, author=paper.authors[1].pk) == {"Out"}
    assert headlines(desk, q="Lat") == {"Later"}


def test_the_list_asks_the_same_for_few_and_many(
    desk: Client, story_factory: Any, django_assert_max_num_queries: Any
) -> None:
    desk.get(STORIES)
    for _ in range(5):
        story_factory()
    with django_assert_max_num_queries(60):
        desk.get(STORIES)


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("reporter", ["Desk", "Stories", "News feed", "Newsletters", "Pictures", "Documents", "Reports"]),
        (
            "editor",
            [
                "Desk",
                "Stories",
                "Front page",
                "Picks",
                "News feed",
                "Newsletters",
                "Pictures",
                "Documents",
                "Press",
                "Paper",
                "Reports",
            ],
        ),
        (
            "publisher",
            [
                "Desk",
                "Stories",
                "Front page",
                "Picks",
                "News feed",
                "Newsletters",
                "Pictures",
                "Documents",
                "Press",
                "Paper",
                "Reports",
                "Settings",
            ],
        ),
    ],
)
def test_the_menu_speaks_the_words_of_the_trade(role: str, labels: list[str], request: Any) -> None:
    asked = RequestFactory().get("/newsroom/")
    asked.user = request.getfixturevalue(role)
    items = admin_menu.menu_items_for_request(asked)
    assert [str(item.label) for item in sorted(items, key=lambda item: item.order)] == labels


def test_sections_are_put_in_order_by_dragging(managing_editor: Staff, paper: Any, client: Client) -> None:
    client.force_login(managing_editor)
    url = reverse("wagtailsnippets_publication_section:reorder", args=[paper.opinion.pk])
    assert client.post(f"{url}?position=0").json() == {"success": True}
    assert [section.name for section in type(paper.city).objects.all()] == ["Opinion", "City", "Culture"]
