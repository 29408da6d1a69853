"""Small real picture files, made when asked for."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from PIL import Image

from masthead.media.models import Picture

MakePicture = Callable[..., Picture]


def jpeg(width: int = 400, height: int = 300, colour: tuple[int, int, int] = (40, 90, 120)) -> bytes:
    """The bytes of a JPEG with a plain gradient, so that cropping and scaling show."""
    picture = Image.linear_gradient("L").resize((width, height))
    out = io.BytesIO()
    Image.merge("RGB", [picture.point([min(255, value + part) for value in range(256)]) for part in colour]).save(
        out, "JPEG", quality=80
    )
    return out.getvalue()


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
