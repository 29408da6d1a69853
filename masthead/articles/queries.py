"""What pages ask about stories. Only what is published and has an address is ever answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count, Q, QuerySet

from masthead.articles.models import Story
from masthead.people.models import Author
from masthead.publication.models import Section, Topic

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


def in_section(section: Section) -> QuerySet[Story]:
    """The section's stories, newest first, as cards."""
    return cards(published().filter(section=section))


def about(topic: Topic) -> QuerySet[Story]:
    """The topic's stories, newest first, as cards."""
    return cards(published().filter(topics=topic))


def by_author(author: Author) -> QuerySet[Story]:
    """Stories with the author's name over them, newest first, as cards."""
    return cards(published().filter(story_authors__author=author))


def at_address(address: str) -> Story | None:
    """The whole story at a path, if it is published."""
    return published().filter(address=address).first()


def cards_for(ids: Sequence[int]) -> list[Story]:
    """Cards of these stories in this order; who is not published is left out."""
    found = {story.pk: story for story in cards(published().filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def related_to(story: Story, most: int = 4) -> list[Story]:
    """What editors put beside it, filled up with the stories that share the most topics, newest first."""
    chosen = cards_for([link.other_id for link in story.related_links.all()])[:most]
    if len(chosen) == most:
        return chosen
    topics = [topic.pk for topic in story.topics.all()]
    without = [story.pk, *(other.pk for other in chosen)]
    sharing = (
        published()
        .filter(topics__in=topics)
        .exclude(pk__in=without)
        .annotate(shared=Count("topics", filter=Q(topics__in=topics)))
        .order_by("-shared", "-published_at")
        .values_list("pk", flat=True)[: most - len(chosen)]
    )
    return chosen + cards_for(list(sharing)) if topics else chosen


def newest(most: int, without: Iterable[int] = ()) -> list[Story]:
    """The newest stories as cards."""
    return list(cards(published().exclude(pk__in=list(without)))[:most])
