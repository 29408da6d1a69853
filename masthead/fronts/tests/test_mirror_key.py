"""The key of mirrors, where readers look for it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from masthead.press.mirrors import keys, minisign

pytestmark = pytest.mark.django_db


def test_the_key_is_at_its_well_known_place_and_stays_the_same(client: Client) -> None:
    answer = client.get("/.well-known/minisign.pub")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Masthead-Printed"] == "1"
    public = keys.public_key(settings.DATA)
    assert answer.content.decode() == public.text
    assert minisign.read_public(answer.content.decode()) == public
    assert client.get("/.well-known/minisign.pub").content == answer.content


def test_the_secret_half_is_never_shown(client: Client) -> None:
    answer = client.get("/.well-known/minisign.pub")
    secret = (settings.DATA / keys.NAME).read_text().splitlines()[1]
    assert len(answer.content.splitlines()) == 2
    assert secret.encode() not in answer.content
