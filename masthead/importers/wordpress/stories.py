"""Stories: new ones together, changed ones one by one."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from masthead.articles.actions.bring_in import Arrival, bring_in
from masthead.articles.models import Story, StoryAuthor
from masthead.articles.standing import standing, tell_press
from masthead.importers.wordpress.body import Block
from masthead.importers.wordpress.cast import Cast
from masthead.importers.wordpress.map import LIVE, SCHEDULED, Mapped
from masthead.press import outbox
from masthead.publication.models import Topic


def new_stories(mapped: Sequence[Mapped], cast: Cast) -> list[Story]:
    """The items as stories, in the same order."""
    return bring_in([_arrival(one, cast) for one in mapped])


def _arrival(mapped: Mapped, cast: Cast) -> Arrival:
    story = Story(slug=mapped.slug)
    _fill(story, mapped, cast)
    if mapped.state == LIVE:
        story.updated_at = _updated_at(mapped)
    return Arrival(
        story, mapped.date, mapped.state == LIVE, mapped.date if mapped.state == SCHEDULED else None, mapped.modified,
        _byline(mapped, cast), _topics(mapped, cast),
    )  # fmt: skip


def change_story(story: Story, mapped: Mapped, cast: Cast) -> None:
    """The story as the archive has it now. Its slug stays, so does its address unless the date is another."""
    _fill(story, mapped, cast)
    story.story_authors = [
        StoryAuthor(author_id=author, sort_order=n) for n, author in enumerate(_byline(mapped, cast))
    ]
    story.topics = list(Topic.objects.filter(pk__in=_topics(mapped, cast)))
    story.go_live_at = mapped.date if mapped.state == SCHEDULED else None
    if mapped.state == LIVE and mapped.date:
        story.published_at = mapped.date
    story.is_minor_change = True  # readers are told of changes that the newsroom makes, not of the archive's
    revision = story.save_revision(approved_go_live_at=story.go_live_at, clean=False)
    if mapped.state == LIVE:
        stood = standing(story.pk)
        revision.publish()
        Story.objects.filter(pk=story.pk).update(updated_at=_updated_at(mapped))
        tell_press(stood, standing(story.pk), rank=outbox.IN_BULK)  # maps and cards say when it was changed
    story.refresh_from_db()


def _fill(story: Story, mapped: Mapped, cast: Cast) -> None:
    story.title, story.standfirst = mapped.headline, mapped.standfirst
    story.section_id = cast.section_of(mapped.homes)
    story.language = mapped.language
    story.seo_title, story.search_description = mapped.seo_title, mapped.seo_description
    story.body = json.dumps([_block(one) for one in mapped.body])


def _updated_at(mapped: Mapped) -> Any:
    """An hour after publishing a change is more than a typo mended at once."""
    if mapped.date and mapped.modified and (mapped.modified - mapped.date).total_seconds() > 3600:
        return mapped.modified
    return None


def _byline(mapped: Mapped, cast: Cast) -> list[int]:
    return list(dict.fromkeys(cast.author(name) for name in mapped.byline))


def _topics(mapped: Mapped, cast: Cast) -> list[int]:
    found = (cast.topics.get(subject.key) for subject in cast.topics_of(mapped.homes, mapped.subjects))
    return list(dict.fromkeys(one for one in found if one))


def _block(block: Block) -> dict[str, Any]:
    kind, value = block
    if kind == "list":
        entries = [{"type": "item", "value": entry, "id": str(uuid.uuid4())} for entry in value["entries"]]
        value = {**value, "entries": entries}
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
