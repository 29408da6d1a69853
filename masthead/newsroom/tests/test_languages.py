"""The newsroom in the language of the account, else of the paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from masthead.people.models import Staff


@pytest.fixture
def ukrainian(publisher: Staff) -> Staff:
    """A publisher who has set the account to Ukrainian; the paper is in English."""
    profile = UserProfile.get_for_user(publisher)
    profile.preferred_language = "uk"
    profile.save()
    return publisher


def seen(client: Client, path: str) -> str:
    """The page that stands there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_log_in_is_in_the_language_of_the_paper(paper: Any, client: Client) -> None:
    assert 'lang="en"' in seen(client, "/newsroom/login/")
    paper.nameplate.language = "uk"
    paper.nameplate.save()
    assert "Увійти" in seen(client, "/newsroom/login/")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/newsroom/", "Додати новину"),
        ("/newsroom/stories/", "Новий матеріал"),
        ("/newsroom/account/second-factor/", "Другий фактор"),
        ("/newsroom/account/reauthenticate/", "Це ви?"),
        ("/newsroom/updates/new/", "Вибрати матеріал"),
    ],
)
def test_a_page_is_in_the_language_of_the_account(ukrainian: Staff, client: Client, path: str, text: str) -> None:
    client.force_login(ukrainian)
    page = seen(client, path)
    assert 'lang="uk"' in page
    assert text in page


def test_english_speaks_of_pictures_and_stories_where_wagtail_would_not(publisher: Staff, client: Client) -> None:
    client.force_login(publisher)
    assert "Add a picture" in seen(client, "/newsroom/images/")
    assert "Choose a story" in seen(client, "/newsroom/updates/new/")
