"""What pages ask about picks."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.picks.models import PickList
from masthead.press import memory, reads
from masthead.press.reads import Reads
from masthead.press.watching import reads_of

EDITORS = "editors"


@dataclass(frozen=True)
class Picks:
    """A list as readers see it; each story carries ``pick_title``."""

    title: str
    stories: list[Story]

    @property
    def piece_key(self) -> tuple[object, ...]:
        """What tells one state of the list from another, besides the stories themselves."""
        return self.title, *((story.pk, story.pick_title) for story in self.stories)

    @property
    def piece_reads(self) -> Reads:
        """What was read for it."""
        seen = Reads()
        for story in self.stories:
            seen.add(reads_of(story))
        return seen


def picks(slug: str = EDITORS, most: int = 6, without: int | None = None) -> Picks:
    """The list in its order; what is not published, or is the page itself (``without``), is left out."""
    title, rows = memory.once(("picks", slug), lambda: _rows(slug))
    rows = [(story_id, own) for story_id, own in rows if story_id != without]
    titles = dict(rows)
    stories = [copy(story) for story in articles.cards_for([story_id for story_id, _ in rows])[:most]]
    for story in stories:
        story.pick_title = titles[story.pk] or story.headline
    return Picks(title, stories)


def _rows(slug: str) -> tuple[str, list[tuple[int, str]]]:
    """The readers' title of a list, and the stories on it with their own titles."""
    reads.note(name_of(slug))
    found = PickList.objects.filter(slug=slug).first()
    if found is None:
        return "", []
    reads.note(f"picklist:{found.pk}")
    return found.title, [(pick.story_id, pick.title) for pick in found.picks.all()]


def name_of(slug: str) -> str:
    """What pages note when they ask for the list of this slug."""
    return f"picks:{slug}"
