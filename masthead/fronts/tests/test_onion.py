"""Telling Tor Browser of the onion service."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from masthead.articles.models import Story

pytestmark = pytest.mark.django_db
ONION = f"http://{'tideway2' * 7}.onion"


def test_each_page_names_its_own_address(
    story_factory: Callable[..., Story], client: Client, settings: Settings
) -> None:
    settings.ONION = ONION
    story = story_factory()
    for path in ("/", "/city/", story.address or ""):
        assert f'<meta http-equiv="onion-location" content="{ONION}{path}">' in client.get(path).content.decode()


def test_a_page_without_an_address_names_none(client: Client, paper: object, settings: Settings) -> None:
    settings.ONION = ONION
    assert "onion-location" not in client.get("/nothing/here/").content.decode()


def test_without_an_onion_service_nothing_is_said(client: Client, paper: object) -> None:
    assert "onion" not in client.get("/").content.decode()
