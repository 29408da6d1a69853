"""Filling a scratch newsroom with many published stories, by the door that archives come in by."""

from __future__ import annotations

import random
from datetime import timedelta

WORDS = "harbour council tide bridge ferry school budget storm market tram wall river light winter report vote".split()
BATCH = 500


def fill(count: int, sections: int = 6) -> None:
    """``count`` published stories of about 400 words, one every seven minutes back from now."""
    from django.utils import timezone

    from masthead.articles.actions.bring_in import Arrival, bring_in
    from masthead.articles.models import Story
    from masthead.publication.models import Section

    rng, now, there = random.Random(1), timezone.now(), Story.objects.count()
    desks = [Section.objects.get_or_create(slug=f"s{n}", defaults={"name": f"Section {n}"})[0] for n in range(sections)]

    def arrival(number: int) -> Arrival:
        title = " ".join(rng.sample(WORDS, 6)).capitalize()
        body = [("paragraph", f"<p>{' '.join(rng.choices(WORDS, k=400))}</p>")]
        story = Story(title=title, slug=f"story-{number}", section=rng.choice(desks), body=body)
        return Arrival(story, date=now - timedelta(minutes=7 * (number + 1)), is_live=True)

    for start in range(there, there + count, BATCH):
        bring_in([arrival(number) for number in range(start, min(start + BATCH, there + count))])
