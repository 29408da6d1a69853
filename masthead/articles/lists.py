"""Lists of published stories, in the order of their publication. Reading one notes which part of it was read.

A list's name stands in what pages have read; ``standing.py`` touches it at the moment at which a story comes into the
list or leaves it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from masthead.articles.models import Story
from masthead.articles.queries import cards_for, published
from masthead.people.models import Author
from masthead.press import memory, reads
from masthead.publication.models import Section, Topic
from masthead.publication.queries import FRAME

ALL = "stories"
TOP = 60


@dataclass(frozen=True)
class StoryList:
    """A list under its name: a choice of the published stories, newest first. ``part`` parts those of one name."""

    name: str
    chosen: Callable[[QuerySet[Story]], QuerySet[Story]] = lambda stories: stories
    part: str = ""

    @property
    def rows(self) -> QuerySet[Story]:
        """The stories, to be asked of the database; noting what was read is left to who asks."""
        return self.chosen(published())

    def newest(self, most: int, without: Collection[int] = ()) -> list[Story]:
        """The newest as cards."""
        return cards_for(self.newest_ids(most, without))

    def newest_ids(self, most: int, without: Collection[int] = ()) -> list[int]:
        """The newest by their ids."""
        top = memory.index(("newest", self.name, self.part), self._top)
        found = [row for row in top if row[0] not in without][:most]
        if len(found) < most and len(top) == TOP:
            found = list(self.rows.exclude(pk__in=without).values_list("pk", "published_at")[:most])
        reads.note_list(self.name, since=found[-1][1] if len(found) == most else None)
        return [pk for pk, _ in found]

    def _top(self) -> list[tuple[int, datetime | None]]:
        """The first of the list, kept from page to page: most pages ask for no more."""
        reads.note(FRAME)  # it says which sections are opinion
        found = list(self.rows.values_list("pk", "published_at")[:TOP])
        reads.note_list(self.name, since=found[-1][1] if len(found) == TOP else None)
        return found

    def between(self, since: datetime, until: datetime) -> QuerySet[Story]:
        """Those published from ``since`` on and before ``until``."""
        reads.note_list(self.name, since, until)
        return self.rows.filter(published_at__gte=since, published_at__lt=until)

    def last_before(self, moment: datetime | None) -> datetime | None:
        """When the newest story before a moment, or of all, was published."""
        rows = self.rows.filter(published_at__lt=moment) if moment else self.rows
        found = rows.values_list("published_at", flat=True).first()
        reads.note_list(self.name, found, moment)
        return found

    def first_from(self, moment: datetime | None) -> datetime | None:
        """When the oldest story from a moment on, or of all, was published."""
        rows = self.rows.filter(published_at__gte=moment) if moment else self.rows
        found = rows.order_by("published_at", "pk").values_list("published_at", flat=True).first()
        reads.note_list(self.name, moment, found)
        return found


def every_story() -> StoryList:
    """All of them."""
    return StoryList(ALL)


def news() -> StoryList:
    """What is no opinion. Which sections are opinion stands in the frame of every page."""
    return StoryList(ALL, lambda stories: stories.exclude(section__is_opinion=True), "news")


def opinion() -> StoryList:
    """Signed opinion."""
    return StoryList(ALL, lambda stories: stories.filter(section__is_opinion=True), "opinion")


def of_section(section: Section) -> StoryList:
    """A section's stories."""
    return StoryList(in_section(section.pk), lambda stories: stories.filter(section=section))


def about(topic: Topic) -> StoryList:
    """A topic's stories."""
    return StoryList(with_topic(topic.pk), lambda stories: stories.filter(topics=topic))


def by_author(author: Author) -> StoryList:
    """Stories with the author's name over them."""
    return StoryList(with_name(author.pk), lambda stories: stories.filter(story_authors__author=author))


def in_section(section: int | None) -> str:
    """The name of a section's list."""
    return f"{ALL}:section:{section}"


def with_topic(topic: int) -> str:
    """The name of a topic's list."""
    return f"{ALL}:topic:{topic}"


def with_name(author: int) -> str:
    """The name of an author's list."""
    return f"{ALL}:author:{author}"
