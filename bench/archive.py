"""Filling a scratch newsroom with many published stories, by the door that archives come in by."""

from __future__ import annotations

import io
import random
from datetime import timedelta
from typing import Any

WORDS = "harbour council tide bridge ferry school budget storm market tram wall river light winter report vote".split()
BATCH = 500
AUTHORS, TOPICS, PICTURES = 24, 40, 6


def fill(count: int, sections: int = 6) -> None:
    """``count`` published stories of about 600 words, thirty a day back from now.

    Each has an author or two, two topics, a lead picture of a few that are shared, paragraphs, a heading and a quote.
    """
    from django.utils import timezone

    from masthead.articles.actions.bring_in import Arrival, bring_in
    from masthead.articles.models import Story

    rng, now, there = random.Random(1), timezone.now(), Story.objects.count()
    desks, authors, topics, pictures = cast(sections)

    def arrival(number: int) -> Arrival:
        title = " ".join(rng.sample(WORDS, 6)).capitalize()
        story = Story(
            title=title, slug=f"story-{number}", section=rng.choice(desks), standfirst=sentence(rng, 14),
            body=body(rng), lead_picture=rng.choice(pictures), lead_alt="A quay",
        )  # fmt: skip
        return Arrival(
            story, date=now - timedelta(minutes=48 * (number + 1)), is_live=True,
            byline=rng.sample(authors, rng.randint(1, 2)), topics=rng.sample(topics, 2),
        )  # fmt: skip

    for start in range(there, there + count, BATCH):
        bring_in([arrival(number) for number in range(start, min(start + BATCH, there + count))])


def cast(sections: int) -> tuple[list[Any], list[int], list[int], list[Any]]:
    """Sections, and the ids of authors and topics, and pictures with all their sizes; made at the first call."""
    from masthead.people.models import Author
    from masthead.publication.models import Section, Topic

    desks = [Section.objects.get_or_create(slug=f"s{n}", defaults={"name": f"Section {n}"})[0] for n in range(sections)]
    authors = [
        Author.objects.get_or_create(slug=f"author-{n}", defaults={"name": f"Ada Author {n}", "role": "Reporter"})[0].pk
        for n in range(AUTHORS)
    ]
    topics = [
        Topic.objects.get_or_create(slug=f"topic-{n}", defaults={"name": f"Topic {n}"})[0].pk for n in range(TOPICS)
    ]
    return desks, authors, topics, pictures()


def pictures() -> list[Any]:
    """A few small pictures, all sizes made, so that no page waits for one."""
    from django.core.files.images import ImageFile
    from PIL import Image

    from masthead.media.actions.make_renditions import make_renditions
    from masthead.media.models import Picture, WantedRenditions
    from masthead.media.shapes import SHAPES

    found = list(Picture.objects.filter(title__startswith="Bench"))
    for number in range(len(found), PICTURES):
        data = io.BytesIO()
        Image.new("RGB", (640, 480), (40 * number, 90, 120)).save(data, "JPEG")
        picture = Picture.objects.create(title=f"Bench {number}", file=ImageFile(data, f"bench-{number}.jpg"))
        for shape in SHAPES:
            make_renditions(picture, shape)
        found.append(picture)
    WantedRenditions.objects.all().delete()
    return found


def body(rng: random.Random) -> list[tuple[str, Any]]:
    """Eight paragraphs, a heading and a quote."""
    paragraphs = [("paragraph", f"<p>{' '.join(sentence(rng, 15) for _ in range(5))}</p>") for _ in range(8)]
    quote = {"text": sentence(rng, 12), "source": "Marta Example", "role": "councillor"}
    return [*paragraphs[:3], ("heading", sentence(rng, 4)), *paragraphs[3:6], ("quote", quote), *paragraphs[6:]]


def sentence(rng: random.Random, words: int) -> str:
    """So many words with a full stop."""
    return f"{' '.join(rng.choices(WORDS, k=words)).capitalize()}."
