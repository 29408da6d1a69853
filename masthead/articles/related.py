"""What stands under a story: what editors chose, filled up with stories on the same topics.

Only stories that were out within three days of this one are taken by themselves. So a page of last year does not
change whenever something is published on one of its topics.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from datetime import timedelta

from masthead.articles.lists import with_topic
from masthead.articles.models import Story
from masthead.articles.queries import cards_for, published
from masthead.press import memory, reads

MOST = 4
NO_LATER_THAN = timedelta(days=3)
CONSIDERED = 40  # of each topic


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
    until = reads.moment(story.published_at + NO_LATER_THAN)
    shared: Counter[tuple[int, int]] = Counter()
    for topic in topics:
        newest = _newest_with(topic, until)
        reads.note_range(with_topic(topic), newest[-1][0] if len(newest) == CONSIDERED else reads.FIRST, until)
        shared.update(newest)
    ranked = sorted(((count, at, pk) for (at, pk), count in shared.items() if pk not in without), reverse=True)
    return [pk for _, _, pk in ranked[:most]]


def _newest_with(topic: int, until: int) -> list[tuple[int, int]]:
    """Moments and ids of the newest stories of a topic up to a moment."""
    index = memory.index(("topic", topic), lambda: _index(topic))
    end = bisect_right(index, (until, 2**63))
    return index[max(0, end - CONSIDERED) : end][::-1]


def _index(topic: int) -> list[tuple[int, int]]:
    """Moments and ids of a topic's stories, oldest first."""
    reads.note_list(with_topic(topic))
    rows = published().filter(topics=topic).order_by("published_at", "pk").values_list("published_at", "pk")
    return [(reads.moment(at), pk) for at, pk in rows if at]
