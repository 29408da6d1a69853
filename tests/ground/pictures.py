"""Small real pictures in the library."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile

from masthead.media.models import Picture
from tests.ground.picture_files import jpeg

MakePicture = Callable[..., Picture]


@pytest.fixture(autouse=True)
def forget_renditions() -> None:
    """Wagtail remembers renditions by the picture's number, and the next test has the same numbers again."""
    cache.clear()


@pytest.fixture
def picture_factory(db: None) -> MakePicture:
    """Makes pictures in the library: ``picture_factory(title=…, width=…, height=…, credit_line=…)``."""

    def make(title: str = "A quay", width: int = 400, height: int = 300, **fields: object) -> Picture:
        fields = {"description": "A quay in the morning", "credit_line": "Ada Kovalenko", **fields}
        file = ImageFile(io.BytesIO(jpeg(width, height)), "quay.jpg")
        made: Picture = Picture.objects.create(title=title, file=file, **fields)
        return made

    return make


@pytest.fixture
def picture(picture_factory: MakePicture) -> Picture:
    """One picture with alternative text and a credit line."""
    return picture_factory()
