"""Drawing in two processes. They load nothing of Django: what they run must stand in a module without models."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from PIL import Image

QUALITY = 90


def drawn(scenes: Sequence[str], faces: Sequence[str], seed: int) -> Iterator[tuple[str, bytes]]:
    """Every scene and then every portrait as the bytes of a JPEG, by name, as they are finished."""
    # Pure arithmetic, so processes and not threads; two, since that is what a small machine has.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield from zip(scenes, pool.map(partial(scene, seed=seed), scenes, chunksize=2), strict=True)
        yield from zip(faces, pool.map(partial(portrait, seed=seed), faces), strict=True)


def scene(name: str, seed: int) -> bytes:
    """One illustration."""
    from masthead.demo.pictures import draw

    return _jpeg(draw(name, seed))


def portrait(slug: str, seed: int) -> bytes:
    """One author's portrait."""
    from masthead.demo.pictures import draw_portrait

    return _jpeg(draw_portrait(slug, seed))


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
