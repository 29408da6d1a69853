"""Taking the demo's pictures into the picture library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile

from masthead.demo.drawing import drawn
from masthead.demo.markup import StoryFile
from masthead.media.models import Picture


def make_pictures(paper: dict[str, Any], stories: list[StoryFile], seed: int) -> dict[str, Picture]:
    """Every picture that a story names and a portrait of every author, by name."""
    words = _words(stories)
    names = {author["slug"]: author["name"] for author in paper["author"]}
    scenes = sorted(words)
    words |= {slug: {"alt": name, "title": name} for slug, name in names.items()}
    return {name: _take(name, data, words[name]) for name, data in drawn(scenes, list(names), seed)}


def _take(name: str, data: bytes, words: dict[str, str]) -> Picture:
    title = words.get("title") or name.replace("-", " ").capitalize()
    file = ContentFile(data, name=f"{name}.jpg")
    return Picture.objects.create(  # type: ignore[no-any-return]  # Wagtail ships no types
        title=title, file=file, description=words.get("alt", ""), credit_line=words.get("credit", "")
    )


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
