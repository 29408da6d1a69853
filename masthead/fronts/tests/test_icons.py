"""What a phone asks for when the paper is put on its first screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from lxml import html as parser
from PIL import Image

pytestmark = pytest.mark.django_db


def drawing(address: str) -> Path:
    return settings.PACKAGE / "static" / address.removeprefix(settings.STATIC_URL)


def test_the_manifest_has_icons_of_the_sizes_that_it_says(paper: Any, client: Client) -> None:
    icons = json.loads(client.get("/manifest.webmanifest").content)["icons"]
    pixels = [icon for icon in icons if icon["type"] == "image/png"]
    assert {"192x192", "512x512"} == {icon["sizes"] for icon in pixels}
    for icon in pixels:
        with Image.open(drawing(icon["src"])) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]


def test_pages_name_the_manifest_and_the_icon_of_apple_phones(paper: Any, client: Client) -> None:
    page: Any = parser.document_fromstring(client.get("/").content)
    assert page.xpath("//link[@rel='manifest']/@href") == ["/manifest.webmanifest"]
    with Image.open(drawing(page.xpath("//link[@rel='apple-touch-icon']/@href")[0])) as image:
        assert image.size == (180, 180)
