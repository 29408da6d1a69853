"""What pages ask about stories. Only what is published and has an address is ever answered."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from django.db.models import QuerySet

from masthead.articles.models import Story
from masthead.articles.standing import card
from masthead.press import memory, reads
from masthead.press.reads import Reads
from masthead.press.watching import reads_of

_HEAVY = ("body", "search_description", "seo_title", "draft_title")


def published() -> QuerySet[Story]:
    """All published stories, newest first."""
    found: QuerySet[Story] = (
        Story.objects.filter(live=True, address__isnull=False)
        .order_by("-published_at", "-pk")
        .select_related("section")
    )
    return found


def cards(stories: QuerySet[Story] | None = None) -> QuerySet[Story]:
    """Stories as lists show them: without the body, with all that a card needs in a few queries."""
    chosen = published() if stories is None else stories
    return chosen.defer(*_HEAVY).prefetch_related(
        "story_authors__author__picture__renditions", "lead_picture__renditions"
    )


def at_address(address: str) -> Story | None:
    """The whole story at a path, if it is published."""
    ready = memory.prepared(("story", address))
    if isinstance(ready, Story):
        return ready
    return _with_all(published().filter(address=address)).first()


def prepare_stories(paths: Sequence[str]) -> None:
    """Load the stories of these addresses, and of their text editions, at once."""
    addresses = {path.removesuffix("text/") for path in paths if path.count("/") >= 5}
    if addresses:
        for story in _with_all(published().filter(address__in=addresses)):
            memory.prepare(("story", story.address), story, reads_of(story))


def _with_all(stories: QuerySet[Story]) -> QuerySet[Story]:
    return stories.prefetch_related(
        "story_authors__author__picture__renditions", "lead_picture__renditions", "topics", "related_links",
        "source_notes", "correction_notes",
    )  # fmt: skip


def cards_for(ids: Sequence[int]) -> list[Story]:
    """Cards of these stories in this order; who is not published is left out. Printers share them: change none."""
    reads.note(*map(card, ids))
    found = memory.each("card", ids, _load_cards)
    return [found[pk] for pk in ids if pk in found]


def _load_cards(ids: list[Hashable]) -> dict[Hashable, tuple[Story, Reads]]:
    return {story.pk: (story, reads_of(story)) for story in cards(published().filter(pk__in=ids))}


def whole_stories(ids: Sequence[int]) -> list[Story]:
    """These stories with their text in this order, for feeds; who is not published is left out."""
    reads.note(*map(card, ids))
    rows = (
        published().filter(pk__in=ids).prefetch_related("story_authors__author", "lead_picture__renditions", "topics")
    )
    found = {story.pk: story for story in rows.filter(pk__in=ids)} if ids else {}
    return [found[pk] for pk in ids if pk in found]


def addresses() -> Iterator[str]:
    """Every address of a story, newest first; its text edition is asked for by its page."""
    rows = Story.objects.filter(live=True, address__isnull=False).order_by("-published_at", "-pk")
    yield from (address for address in rows.values_list("address", flat=True).iterator() if address)
