"""Where the paper offers its newsletters: on the front page and after a story. Never over what is read."""

from __future__ import annotations

from typing import Any

from masthead.articles.models import Story
from masthead.newsletters.queries import open_lists
from masthead.newsletters.sign_up_box import SignUpBox
from masthead.press import pieces, slots
from masthead.publication.queries import paper

MOST = 4  # newsletters offered in passing; the page of newsletters has all


def fill() -> None:
    """Take the places; called once, when the room is ready."""
    slots.fill("front_appeal", front_page, order=60)
    slots.fill("end_of_story", end_of_story, order=60)


def front_page(_nothing: Any = None) -> str:
    """The form across the front page, below what is new."""
    return _form("front")


def end_of_story(story: Story) -> str:
    """The form below a story. Stories on which the paper asks for nothing have none."""
    return "" if story.no_ask else _form("story")


def _form(place: str) -> str:
    """The newsletters that are ticked at first, then the others in their order; nothing when there are none."""
    lists = open_lists()
    if not lists:
        return ""
    first = {row.pk for row in sorted(lists, key=lambda row: not row.is_default)[:MOST]}
    offered = [row for row in lists if row.pk in first]
    box = SignUpBox(place, offered, paper(), has_more=len(lists) > len(offered))
    return pieces.piece("components/sign_up.html", {"box": box, "paper": box.paper})
