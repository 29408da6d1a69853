"""The cover: a typographic page, drawn as SVG, for readers of books show it as a small picture."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.formats import date_format

from masthead.articles.feeds.entry import without_control
from masthead.articles.models import Story
from masthead.publication.queries import Paper

WIDTH = 1040  # of the drawing between its margins
LETTER = 0.56  # how wide a bold letter is to its height; more than most, so that nothing is cut off
LARGEST = 170
HEADLINES = 5


@dataclass(frozen=True)
class Line:
    """A line of text at its height on the page."""

    text: str
    y: int
    size: int
    kind: str = ""


def cover(paper: Paper, edition_at: datetime, stories: list[Story]) -> str:
    """The name, the day, and the newest headlines as far as there is room."""
    lines = _name(paper.name)
    y = lines[-1].y + 95
    lines.append(Line(date_format(edition_at, "DATE_FORMAT"), y, 44, "day"))
    rule = y + 60
    y = rule + 30
    for story in stories[:HEADLINES]:
        wrapped = textwrap.wrap(without_control(story.headline), 40)[:3]
        if y + 62 * len(wrapped) > 1500:
            break
        y += 42
        for text in wrapped:
            y += 58
            lines.append(Line(text, y, 48))
    return render_to_string("offline/cover.svg", {"lines": lines, "rule": rule, "paper": paper})


def _name(name: str) -> list[Line]:
    """The paper's name as large as it fits, in up to three lines."""
    wrapped = textwrap.wrap(without_control(name), 14)[:3] or [""]
    size = min(LARGEST, int(WIDTH / (LETTER * max(1, *map(len, wrapped)))))
    return [Line(text, 140 + int(size * (number + 0.8)), size, "name") for number, text in enumerate(wrapped)]
