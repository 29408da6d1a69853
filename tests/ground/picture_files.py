"""The bytes of small real picture files, made when asked for."""

from __future__ import annotations

import io

from PIL import Image


def jpeg(width: int = 400, height: int = 300, colour: tuple[int, int, int] = (40, 90, 120)) -> bytes:
    """The bytes of a JPEG with a plain gradient, so that cropping and scaling show."""
    picture = Image.linear_gradient("L").resize((width, height))
    out = io.BytesIO()
    Image.merge("RGB", [picture.point([min(255, value + part) for value in range(256)]) for part in colour]).save(
        out, "JPEG", quality=80
    )
    return out.getvalue()
