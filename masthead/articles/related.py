"""What stands under a story: what editors chose, filled up with stories on the same topics.

Only stories that were out within three days of this one are taken by themselves. So a page of last year does not
change whenever something is published on one of its topics.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q

from masthead.articles.lists import with_topic
from masthead.articles.models import Story
from masthead.articles.queries import cards_for, published
from masthead.press import reads

MOST = 4
NO_LATER_THAN = timedelta(days=3)
CONSIDERED = 40


def related_to(story: Story, most: int = MOST) -> list[Story]:
    """What editors put beside it, then the stories that share the most topics, newest first."""
    chosen = [link.other_id for link in story.related_links.all()]
    found = cards_for(chosen)[:most]
    if len(found) == most:
        return found
    without = {story.pk, *chosen}
    return found + cards_for(_sharing(story, without, most - len(found)))


def _sharing(story: Story, without: set[int], most: int) -> list[int]:
    topics = [topic.pk for topic in story.topics.all()]
    if not topics or story.published_at is None:
        return []
    until = story.published_at + NO_LATER_THAN
    rows = list(
        published()
        .filter(topics__in=topics, published_at__lte=until)
        .exclude(pk__in=without)
        .annotate(shared=Count("topics", filter=Q(topics__in=topics)))
        .values_list("pk", "published_at", "shared")[:CONSIDERED]
    )
    since = rows[-1][1] if len(rows) == CONSIDERED else None
    for topic in topics:
        reads.note_list(with_topic(topic), since, until)
    rows.sort(key=lambda row: -row[2])  # the newest of those that share as many stays first
    return [pk for pk, _, _ in rows[:most]]
