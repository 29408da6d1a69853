"""The files that the demo paper is made of."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from masthead.demo.markup import StoryFile, parse

FOLDER = Path(__file__).resolve().parent


def paper_file() -> dict[str, Any]:
    """Nameplate, sections, topics, authors, standing pages, picks and front."""
    return tomllib.loads((FOLDER / "paper.toml").read_text(encoding="utf-8"))


def story_files() -> list[StoryFile]:
    """All stories, oldest first. ``ValueError`` names a file that cannot be read."""
    found = []
    for path in sorted((FOLDER / "stories").glob("*.md")):
        try:
            found.append(parse(path.read_text(encoding="utf-8")))
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
    return sorted(found, key=lambda story: -float(story.facts["age_hours"]))


def updates_file() -> list[dict[str, Any]]:
    """The updates of the news feed."""
    updates: list[dict[str, Any]] = tomllib.loads((FOLDER / "updates.toml").read_text(encoding="utf-8"))["update"]
    return updates


def newsletters_file() -> list[dict[str, Any]]:
    """The newsletters, each with its issues."""
    lists: list[dict[str, Any]] = tomllib.loads((FOLDER / "newsletters.toml").read_text(encoding="utf-8"))["list"]
    return lists
