"""Keeping a story's entry in the readers' index."""

from __future__ import annotations

from itertools import chain

from django.db import transaction

from masthead.articles.life import plain_text
from masthead.articles.models import Story
from masthead.fronts.models import SearchEntry, SearchText
from masthead.lib.stems import stems
from masthead.publication.queries import nameplate

MOST_WORDS = 50_000  # PostgreSQL refuses an entry of more than a megabyte


def index_story(story: Story) -> None:
    """Let readers find the story as it is published now; one that is not published is forgotten."""
    if not (story.live and story.address and story.published_at):
        forget_story(story)
        return
    text = "\n".join(part for part in (story.standfirst, plain_text(story)) if part)
    facts = {
        "section_id": story.section_id,
        "language": story.language or nameplate().language,
        "published_at": story.published_at,
    }
    with transaction.atomic():
        SearchEntry.objects.update_or_create(pk=story.pk, defaults=facts)
        SearchText.objects.update_or_create(pk=story.pk, defaults=words_of(story, text))


def words_of(story: Story, text: str) -> dict[str, str]:
    """The columns of the index. Authors are found by name, but no snippet is cut from their names."""
    names = chain.from_iterable(stems(author.name) for author in story.byline)
    return {
        "headline_stems": " ".join(stems(f"{story.kicker} {story.headline}")),
        "body_stems": " ".join([*stems(text)[:MOST_WORDS], *names]),
        "text": text.replace("\x00", ""),
    }


def forget_story(story: Story) -> None:
    """Take the story out of the index; nothing happens when it is not there."""
    SearchText.objects.filter(pk=story.pk).delete()
    SearchEntry.objects.filter(pk=story.pk).delete()
