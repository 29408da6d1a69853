"""How a story stands in the paper before and after a change, and what pages must hear of it.

Pages that show the whole story have noted ``story:12``, those with a card of it ``story:12:card``, lists their name and
the moments between which they were read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from masthead.articles.life import text_of
from masthead.press import outbox

if TYPE_CHECKING:
    from masthead.articles.models import Story

# What a card or a line in a list shows of a story, besides its byline.
_ON_CARDS = (
    "title", "kicker", "standfirst", "section_id", "language", "lead_picture_id", "lead_alt", "lead_caption",
    "lead_credit", "word_count", "published_at", "updated_at", "address",
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """What readers have of a story."""

    pk: int
    published_at: datetime | None
    address: str | None
    lists: frozenset[str]
    card: tuple[Any, ...]


def whole(pk: int) -> str:
    """What a page notes that shows the story itself."""
    return f"story:{pk}"


def card(pk: int) -> str:
    """What a page notes that shows a card of the story, or leaves it out because it is not published."""
    return f"story:{pk}:card"


def changed_in(year: int) -> str:
    """What a page notes that says when a story of that year was last changed."""
    return f"stories:changed:{year}"


def names(story: Story, fields: Iterable[str]) -> list[str]:
    """What a loaded row is noted as: lists leave the body in the database."""
    return [whole(story.pk) if "body" in fields else card(story.pk)]


def standing(pk: int | None) -> Standing | None:
    """As the story stands in the database; ``None`` when it is not there, or not out."""
    from masthead.articles.models import Story

    row = Story.objects.filter(pk=pk, live=True, address__isnull=False).values(*_ON_CARDS).first() if pk else None
    if row is None or pk is None:
        return None
    authors = Story.objects.filter(pk=pk).order_by("story_authors__sort_order")
    byline = [author for author in authors.values_list("story_authors__author", flat=True) if author]
    topics = [topic for topic in Story.objects.filter(pk=pk).values_list("topics", flat=True) if topic]
    return _standing(pk, row, byline, topics)


def of_new(story: Story, byline: Iterable[int], topics: Iterable[int]) -> Standing | None:
    """The same for a story that was just brought in, without asking the database."""
    if not (story.live and story.address):
        return None
    return _standing(story.pk, {name: getattr(story, name) for name in _ON_CARDS}, list(byline), list(topics))


def tell_press(was: Standing | None, now: Standing | None, rank: int = outbox.AWAITED) -> None:
    """Touch what pages have noted of the story, and ask for its pages."""
    either = now or was
    if either is None:
        return
    outbox.touch(whole(either.pk))
    if was is None or now is None or was.card != now.card:
        years = {
            moment.year + more for one in (was, now) if one and (moment := one.published_at) for more in (-1, 0, 1)
        }
        # A year of the newsroom's zone may begin in the last or the next one of UTC.
        outbox.touch(card(either.pk), *map(changed_in, sorted(years)))
    for name in sorted((was.lists if was else frozenset()) | (now.lists if now else frozenset())):
        before = was.published_at if was and name in was.lists else None
        after = now.published_at if now and name in now.lists else None
        if before != after:
            outbox.touch_at([name], before, after)
    if was and now and _section(was) != _section(now):
        # News and opinion are parts of one list, and the section says of which part a story is.
        from masthead.articles.lists import ALL

        outbox.touch_at([ALL], now.published_at)
    addresses = {one.address for one in (was, now) if one and one.address}
    # Pages lead to the text edition as soon as they are there, so it is asked for with the story itself.
    outbox.want(*addresses, *map(text_of, addresses), rank=rank)


def _section(one: Standing) -> Any:
    return one.card[_ON_CARDS.index("section_id")]


def _standing(pk: int, row: dict[str, Any], byline: list[int], topics: list[int]) -> Standing:
    from masthead.articles import lists

    stands_in = {lists.ALL, lists.in_section(row["section_id"])}
    stands_in |= {lists.with_name(author) for author in byline} | {lists.with_topic(topic) for topic in topics}
    shown = (*(row[name] for name in _ON_CARDS), *byline)
    return Standing(pk, row["published_at"], row["address"], frozenset(stands_in), shown)
