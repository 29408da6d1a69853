"""A place for upper rooms to give the story page what stands beside the story: picks, updates, more.

A room adds a giver in its ``AppConfig.ready``; a giver gets the story and answers template variables.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from masthead.articles.models import Story

Giver = Callable[[Story], dict[str, Any]]

_givers: list[Giver] = []


def give(giver: Giver) -> None:
    """Have ``giver`` add its variables to every story page."""
    _givers.append(giver)


def beside(story: Story) -> dict[str, Any]:
    """All that was given for this story."""
    given: dict[str, Any] = {}
    for giver in _givers:
        given |= giver(story)
    return given
