"""Writing and publishing the demo's stories."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from masthead.articles.actions.shelves import shelf_for
from masthead.articles.models import RelatedStory, Source, Story, StoryAuthor
from masthead.demo.markup import Block, StoryFile
from masthead.media.models import Picture
from masthead.people.models import Author
from masthead.publication.models import Section, Topic
from masthead.publication.queries import nameplate

Stories = dict[str, Story]


def make_stories(files: list[StoryFile], pictures: dict[str, Picture], now: datetime) -> Stories:
    """All stories, published at their ages, by slug."""
    moments = {file.facts["slug"]: now - timedelta(hours=float(file.facts["age_hours"])) for file in files}
    # First every story as a bare draft, so that each can point at any other.
    made = {file.facts["slug"]: _draft(file.facts, moments[file.facts["slug"]]) for file in files}
    zone = nameplate().zone
    addresses = {slug: f"/{moment.astimezone(zone):%Y/%m/%d}/{slug}/" for slug, moment in moments.items()}
    for file in files:
        slug = file.facts["slug"]
        _write(made[slug], file, pictures, made, addresses)
        _publish(made[slug], moments[slug])
    return made


def _draft(facts: dict[str, Any], moment: datetime) -> Story:
    story = Story(
        title=facts["headline"],
        slug=facts["slug"],
        kicker=facts.get("kicker", ""),
        standfirst=facts["standfirst"],
        section=Section.objects.get(slug=facts["section"]),
        language=facts.get("language", "en") if facts.get("language", "en") != "en" else "",
        no_ask=facts.get("no_ask", False),
        search_description=facts.get("seo_description", ""),
        published_at=moment,
        live=False,
    )
    return shelf_for(moment).add_child(instance=story)  # type: ignore[no-any-return]  # treebeard ships no types


def _write(
    story: Story, file: StoryFile, pictures: dict[str, Picture], stories: Stories, addresses: dict[str, str]
) -> None:
    facts = file.facts
    if facts.get("picture"):
        story.lead_picture = pictures[facts["picture"]]
        story.lead_alt, story.lead_caption = facts["alt"], facts["caption"]
        story.lead_credit = facts["credit"]
    authors = {author.slug: author for author in Author.objects.filter(slug__in=facts["authors"])}
    story.story_authors.set(
        [StoryAuthor(author=authors[slug], sort_order=n) for n, slug in enumerate(facts["authors"])]
    )
    story.topics = list(Topic.objects.filter(slug__in=facts.get("topics", [])))
    related = [slug for slug in facts.get("related", []) if slug in stories]
    story.related_links.set([RelatedStory(other=stories[slug], sort_order=n) for n, slug in enumerate(related)])
    story.source_notes.set([Source(text=text, sort_order=n) for n, text in enumerate(facts.get("sources", []))])
    story.body = [value for block in file.blocks if (value := _block(block, pictures, stories, addresses))]


def _publish(story: Story, moment: datetime) -> None:
    story.save_revision().publish()
    times = {"first_published_at": moment, "last_published_at": moment, "latest_revision_created_at": moment}
    Story.objects.filter(pk=story.pk).update(**times)
    story.refresh_from_db()


def _block(
    block: Block, pictures: dict[str, Picture], stories: Stories, addresses: dict[str, str]
) -> tuple[str, Any] | None:
    kind, value = block

    def linked(html: str) -> str:
        return re.sub(r'href="story:([a-z0-9-]+)"', lambda found: f'href="{addresses[found.group(1)]}"', html)

    def use(one: dict[str, str]) -> dict[str, Any]:
        return {**one, "picture": pictures[one["picture"]]}

    match kind:
        case "paragraph":
            return kind, linked(value)
        case "quote":
            return kind, {**value, "text": linked(value["text"])}
        case "list":
            return kind, {**value, "entries": [linked(entry) for entry in value["entries"]]}
        case "points":
            return kind, {"title": "", "entries": [linked(entry) for entry in value]}
        case "picture":
            return kind, {**use(value), "wide": False}
        case "gallery":
            return kind, {"title": "", "pictures": [use(one) for one in value]}
        case "related":
            return (kind, stories[value]) if value in stories else None
        case "table":
            return kind, _table(value)
        case _:
            return kind, value


def _table(value: dict[str, Any]) -> dict[str, Any]:
    width = len(value["head"])
    rows = [(row + [""] * width)[:width] for row in value["rows"]]
    return {
        "caption": value["caption"],
        "table": {
            "columns": [{"type": "text", "heading": head} for head in value["head"]],
            "rows": [{"values": row} for row in rows],
        },
    }
