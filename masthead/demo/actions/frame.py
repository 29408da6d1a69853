"""The demo's nameplate, sections, topics, authors, standing pages, picks, front and updates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from masthead.demo.actions.prose import prose
from masthead.demo.actions.stories import Stories
from masthead.fronts.models import Front, FrontStory
from masthead.media.models import Picture
from masthead.newsfeed.models import Update
from masthead.people.models import Author
from masthead.picks.models import Pick, PickList
from masthead.publication.models import Nameplate, NavigationItem, Section, StaticPage, Topic

ZONE = "Europe/Kyiv"


def make_frame(paper: dict[str, Any], pictures: dict[str, Picture]) -> None:
    """Nameplate, sections, topics and authors."""
    _nameplate(paper["nameplate"])
    for place, section in enumerate(paper["section"]):
        Section.objects.create(**section, position=place, is_opinion=section["slug"] == "opinion")
    for topic in paper["topic"]:
        Topic.objects.create(**topic)
    for author in paper["author"]:
        Author.objects.create(
            name=author["name"],
            slug=author["slug"],
            role=author["role"],
            biography=f"<p>{author['bio']}</p>",
            email=author["email"],
            picture=pictures.get(author["slug"]),
        )


def make_static_pages(paper: dict[str, Any], stories: Stories, now: datetime) -> None:
    """Who we are, how we correct, who owns and pays for the paper."""
    front = Front.objects.get()
    for page in paper["page"]:
        standing = StaticPage(
            title=page["title"],
            slug=page["slug"],
            kind=page["kind"],
            standfirst=page["standfirst"],
            body=prose(page["body"], stories),
        )
        front.add_child(instance=standing)
        standing.save_revision().publish()


def make_picks(paper: dict[str, Any], stories: Stories) -> None:
    """The editors' lists."""
    for pick in paper["pick"]:
        if pick["story"] not in stories:
            continue
        found, _ = PickList.objects.get_or_create(slug=pick["list"], defaults={"name": pick["list"].capitalize()})
        Pick.objects.create(
            pick_list=found,
            story=stories[pick["story"]],
            title=pick.get("title", ""),
            sort_order=found.picks.count(),
        )


def make_front(paper: dict[str, Any], stories: Stories) -> None:
    """The lead and the second rank."""
    front = Front.objects.get()
    front.lead = stories.get(paper["front"]["lead"])
    second = [slug for slug in paper["front"]["second"] if slug in stories]
    front.second_stories = [FrontStory(story=stories[slug], sort_order=n) for n, slug in enumerate(second)]
    front.save_revision().publish()


def make_updates(updates: list[dict[str, Any]], stories: Stories, now: datetime) -> None:
    """The news feed."""
    Update.objects.bulk_create(
        Update(
            text=update["text"],
            published_at=now - timedelta(minutes=float(update["minutes"])),
            story=stories.get(update.get("story", "")),
            is_key=update.get("key", False),
        )
        for update in updates
    )


def _nameplate(facts: dict[str, Any]) -> None:
    plate = Nameplate.objects.first() or Nameplate()
    for name in ("name", "motto", "description", "city", "email", "corrections_email", "address", "phone", "founded"):
        setattr(plate, name, str(facts.get(name, "")))
    plate.time_zone = ZONE
    plate.footer_note = str(facts.get("footer_note", ""))
    plate.save()
    for link in facts.get("footer", []):
        NavigationItem.objects.create(nameplate=plate, place=NavigationItem.Place.FOOTER, **link)
