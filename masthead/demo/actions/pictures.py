"""Drawing the demo's pictures and taking them into the picture library."""

from __future__ import annotations

import io
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

from django.core.files.base import ContentFile

from masthead.demo.markup import StoryFile
from masthead.media.models import Picture

QUALITY = 90


def make_pictures(paper: dict[str, Any], stories: list[StoryFile], seed: int) -> dict[str, Picture]:
    """Every picture that a story names and a portrait of every author, by name."""
    words = _words(stories)
    scenes = sorted(words)
    faces = [author["slug"] for author in paper["author"]]
    # Two processes draw: it is pure arithmetic, and a fresh machine has at least two cores to wait on.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        drawn = zip(scenes, pool.map(partial(_scene, seed=seed), scenes, chunksize=4), strict=True)
        made = {name: _take(name, data, words[name]) for name, data in drawn}
        portraits = zip(faces, pool.map(partial(_portrait, seed=seed), faces), strict=True)
        names = {author["slug"]: author["name"] for author in paper["author"]}
        made |= {slug: _take(slug, data, {"alt": names[slug], "title": names[slug]}) for slug, data in portraits}
    return made


def _scene(name: str, seed: int) -> bytes:
    from masthead.demo.pictures import draw

    return _jpeg(draw(name, seed))


def _portrait(slug: str, seed: int) -> bytes:
    from masthead.demo.pictures import draw_portrait

    return _jpeg(draw_portrait(slug, seed))


def _jpeg(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _take(name: str, data: bytes, words: dict[str, str]) -> Picture:
    title = words.get("title") or name.replace("-", " ").capitalize()
    picture = Picture(title=title, description=words.get("alt", ""), credit_line=words.get("credit", ""))
    picture.file.save(f"{name}.jpg", ContentFile(data), save=False)
    picture.save()
    return picture


def _words(stories: Iterable[StoryFile]) -> dict[str, dict[str, str]]:
    """The first words that a story finds for each picture are those of the library."""
    found: dict[str, dict[str, str]] = {}
    for story in stories:
        uses = [story.facts] if story.facts.get("picture") else []
        for kind, value in story.blocks:
            uses += [value] if kind == "picture" else value if kind == "gallery" else []
        for use in uses:
            found.setdefault(use["picture"], {"alt": use.get("alt", ""), "credit": use.get("credit", "")})
    return found
