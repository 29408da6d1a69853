"""Named places on the pages that upper rooms fill, so that no page knows who fills them.

A room fills a slot in its ``AppConfig.ready``::

    slots.fill("after_standfirst", player_for_story, order=10)

The filler gets what the page gave (a story, or ``None``) and answers safe HTML or ``""``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

Filler = Callable[[Any], str]

SLOTS: dict[str, str] = {
    "page_top": "Above the nameplate of every page. Gets None.",
    "after_standfirst": "Before the first block of a story, below its picture. Gets the story.",
    "end_of_story": "After the last block of a story. Gets the story.",
    "beside_story": "In the column beside a story on wide screens. Gets the story.",
    "front_appeal": "The place for an appeal on the front page. Gets None.",
    "front_beside": "Under the news feed on the front page. Gets None.",
    "footer": "Above the footer of every page. Gets None.",
}

_fillers: dict[str, list[tuple[int, Filler]]] = {name: [] for name in SLOTS}


def fill(name: str, filler: Filler, order: int = 50) -> None:
    """Have ``filler`` write into the slot; lower ``order`` comes first. ``KeyError``: no such slot."""
    _fillers[name].append((order, filler))
    _fillers[name].sort(key=lambda pair: pair[0])


def empty(name: str, filler: Filler) -> None:
    """Take ``filler`` out of the slot again."""
    _fillers[name] = [pair for pair in _fillers[name] if pair[1] is not filler]


def render(name: str, subject: Any = None) -> SafeString:
    """What all fillers of the slot wrote, in order."""
    return mark_safe("".join(filler(subject) for _, filler in _fillers[name]))  # noqa: S308 - fillers escape
