"""The link that leads a colleague from the reader's page to the form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from masthead.articles.models import Story
from masthead.people.models import Staff


def ask(client: Client, path: str) -> Any:
    """What the script asks."""
    return client.get("/newsroom/staff-bar/", {"path": path}, headers={"accept": "*/*"})


def test_an_editor_gets_the_form_of_the_story(editor: Staff, story: Story, client: Client) -> None:
    client.force_login(editor)
    answer = ask(client, str(story.address))
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert answer.json() == {"edit": edit, "label": "Edit story", "name": "Newsroom", "language": "en"}
    assert ask(client, story.text_address).json() == answer.json()
    assert "no-store" in answer["Cache-Control"]


def test_the_bar_speaks_the_language_of_the_account(editor: Staff, story: Story, client: Client) -> None:
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "uk"
    profile.save()
    client.force_login(editor)
    said = ask(client, str(story.address)).json()
    assert (said["label"], said["name"], said["language"]) == ("Редагувати матеріал", "Редакція", "uk")


def test_an_editor_gets_the_form_of_the_front_page(editor: Staff, paper: Any, client: Client) -> None:
    client.force_login(editor)
    assert ask(client, "/").json()["edit"] == reverse("wagtailadmin_pages:edit", args=[paper.front.pk])


def test_strangers_are_refused(story: Story, client: Client) -> None:
    assert ask(client, str(story.address)).status_code == 403


def test_a_reporter_is_refused_for_somebody_elses_story(reporter: Staff, story: Story, client: Client) -> None:
    client.force_login(reporter)
    assert ask(client, str(story.address)).status_code == 403


def test_an_editor_without_the_second_factor_is_refused(
    editor: Staff, story: Story, client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(editor)
    assert ask(client, str(story.address)).status_code == 403


@pytest.mark.parametrize("path", ["/city/", "/2026/01/01/nothing/", "", "//evil.example/"])
def test_where_nothing_is_edited_there_is_no_link(path: str, editor: Staff, client: Client) -> None:
    client.force_login(editor)
    answer = ask(client, path)
    assert answer.status_code == 200
    assert answer.json()["edit"] is None


def test_drafts_have_no_address_to_ask_for(editor: Staff, story_factory: Any, client: Client) -> None:
    draft = story_factory(live=False)
    client.force_login(editor)
    assert ask(client, f"/2026/11/23/{draft.slug}/").json()["edit"] is None
