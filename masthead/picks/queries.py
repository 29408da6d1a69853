"""What pages ask about picks."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.picks.models import PickList
from masthead.press import reads

EDITORS = "editors"


@dataclass(frozen=True)
class Picks:
    """A list as readers see it; each story carries ``pick_title``."""

    title: str
    stories: list[Story]


def picks(slug: str = EDITORS, most: int = 6, without: int | None = None) -> Picks:
    """The list in its order; what is not published, or is the page itself (``without``), is left out."""
    reads.note(name_of(slug))
    found = PickList.objects.filter(slug=slug).first()
    if found is None:
        return Picks("", [])
    reads.note(f"picklist:{found.pk}")
    rows = [(pick.story_id, pick.title) for pick in found.picks.all() if pick.story_id != without]
    titles = dict(rows)
    stories = articles.cards_for([story_id for story_id, _ in rows])[:most]
    for story in stories:
        story.pick_title = titles[story.pk] or story.headline
    return Picks(found.title, stories)


def name_of(slug: str) -> str:
    """What pages note when they ask for the list of this slug."""
    return f"picks:{slug}"
