"""What stands where on the front page: what editors chose, and the newest for the rest. No story twice at the top."""

from __future__ import annotations

from dataclasses import dataclass, field

from masthead.articles import lists
from masthead.articles.models import Story
from masthead.articles.queries import cards_for
from masthead.fronts.models import Front
from masthead.picks.queries import EDITORS, Picks, picks
from masthead.publication.models import Section

SECOND_RANK = 3
HEADLINES = 7
OPINION = 4
IN_BLOCK = 5


@dataclass
class Block:
    """A section with its newest stories, or the place of an appeal."""

    kind: str
    section: Section | None = None
    stories: list[Story] = field(default_factory=list)


@dataclass
class Arrangement:
    """The parts of the front page."""

    lead: Story | None
    second: list[Story]
    headlines: list[Story]
    picks: Picks
    opinion: list[Story]
    blocks: list[Block]


def arrange(front: Front | None, sections: list[Section]) -> Arrangement:
    """Fill every part of the page."""
    recent = lists.news().newest(30)
    chosen_lead = [front.lead_id] if front and front.lead_id else []
    chosen_second = [row.story_id for row in front.second_stories.all()] if front else []
    lead = next(iter(cards_for(chosen_lead)), None)
    lead = lead or next((story for story in recent if story.picture), None) or next(iter(recent), None)
    used = {lead.pk} if lead else set()
    second = [story for story in cards_for(chosen_second) if story.pk not in used]
    used |= {story.pk for story in second}
    second += _take(recent, used, SECOND_RANK - len(second), with_picture=True)
    headlines = _take(recent, used, HEADLINES)
    return Arrangement(
        lead=lead,
        second=second,
        headlines=headlines,
        picks=picks(front.picks.slug if front and front.picks else EDITORS),
        opinion=lists.opinion().newest(OPINION),
        blocks=_blocks(front, sections, used),
    )


def _take(stories: list[Story], used: set[int], most: int, with_picture: bool = False) -> list[Story]:
    found = [story for story in stories if story.pk not in used and (story.picture or not with_picture)][: max(0, most)]
    used |= {story.pk for story in found}
    return found


def _blocks(front: Front | None, sections: list[Section], used: set[int]) -> list[Block]:
    if front and front.blocks:
        wanted = [
            (child.block_type, child.value["section"], child.value["stories"])
            if child.block_type == "section"
            else (child.block_type, None, 0)
            for child in front.blocks
        ]
    else:
        wanted = [("section", section, IN_BLOCK) for section in sections if not section.is_opinion]
    made = [_block(kind, section, count, used) for kind, section, count in wanted]
    return [block for block in made if block.stories or block.kind != "section"]


def _block(kind: str, section: Section | None, count: int, used: set[int]) -> Block:
    if section is None:
        return Block(kind)
    return Block(kind, section, lists.of_section(section).newest(count, without=used))
