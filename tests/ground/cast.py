"""The cast: an opened paper, people of each role, and stories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from masthead.articles.actions.shelves import shelf_for
from masthead.articles.models import Story, StoryAuthor
from masthead.fronts.models import Front
from masthead.newsroom.actions import open_newsroom
from masthead.people.enums import Role
from masthead.people.models import Author, Staff
from masthead.publication.models import Nameplate, Section, Topic

PASSWORD = "correct horse battery staple"
MakeStory = Callable[..., Story]
WORDS = "The ferry left the quay at seven with forty passengers and returned an hour later. "


@dataclass(frozen=True)
class CastPaper:
    """An opened newsroom with little in it."""

    front: Front
    nameplate: Nameplate
    city: Section
    culture: Section
    opinion: Section
    topics: list[Topic]
    authors: list[Author]

    @property
    def sections(self) -> list[Section]:
        """All sections in their order."""
        return [self.city, self.culture, self.opinion]


@pytest.fixture
def paper(db: None) -> CastPaper:
    """The Tideway Post: three sections, two topics, two authors, the five roles, and no story."""
    opened = open_newsroom()
    nameplate = Nameplate.objects.first() or Nameplate()
    nameplate.name, nameplate.email, nameplate.city = "The Tideway Post", "desk@tideway.example", "Tideway"
    nameplate.save()
    return CastPaper(
        front=opened.front,
        nameplate=nameplate,
        city=Section.objects.create(name="City", slug="city", colour="#0b4a6f", position=1),
        culture=Section.objects.create(name="Culture", slug="culture", colour="#6b2f5b", position=2),
        opinion=Section.objects.create(name="Opinion", slug="opinion", is_opinion=True, position=3),
        topics=[Topic.objects.create(name=name, slug=name.lower()) for name in ("Harbour", "Schools")],
        authors=[
            Author.objects.create(
                name="Ada Kovalenko", role="City reporter", biography="<p>Writes on the harbour.</p>"
            ),
            Author.objects.create(name="Taras Bondar", role="Critic"),
        ],
    )


@pytest.fixture
def story_factory(paper: CastPaper) -> MakeStory:
    """Makes stories the way editors do; ``live=False`` leaves a draft, ``authors`` and ``topics`` are lists.

    ``published_at`` sets the time that readers see, and so the address.
    """
    count = iter(range(1, 10_000))

    def make(live: bool = True, **fields: Any) -> Story:
        authors = fields.pop("authors", paper.authors[:1])
        topics = fields.pop("topics", [])
        fields = {"title": f"Ferry news {next(count)}", "section": paper.city, **fields}
        fields.setdefault("body", [("paragraph", f"<p>{WORDS * 8}</p>")])
        story = _draft(fields)
        story.story_authors.set([StoryAuthor(author=author, sort_order=n) for n, author in enumerate(authors)])
        story.topics = topics
        revision = story.save_revision()
        if live:
            revision.publish()
        made: Story = Story.objects.get(pk=story.pk)
        return made

    return make


def _draft(fields: dict[str, Any]) -> Story:
    moment: datetime = fields.get("published_at") or timezone.now()
    story: Story = shelf_for(moment).add_child(instance=Story(live=False, **fields))
    return story


@pytest.fixture
def story(story_factory: MakeStory) -> Story:
    """A published story in City."""
    return story_factory(title="Ferry runs again")


def member_of_staff(role: Role, **fields: Any) -> Staff:
    """An account of this role; the password is ``PASSWORD``."""
    name = role.value.lower().replace(" ", "-")
    staff: Staff = Staff.objects.create_user(f"{name}@tideway.example", PASSWORD, first_name=role.value, **fields)
    staff.groups.add(Group.objects.get(name=role.value))
    return staff


@pytest.fixture
def reporter(paper: CastPaper) -> Staff:
    """Writes and submits."""
    return member_of_staff(Role.REPORTER)


@pytest.fixture
def editor(paper: CastPaper) -> Staff:
    """Edits and publishes."""
    return member_of_staff(Role.EDITOR)


@pytest.fixture
def managing_editor(paper: CastPaper) -> Staff:
    """Does everything but settings."""
    return member_of_staff(Role.MANAGING_EDITOR)


@pytest.fixture
def publisher(paper: CastPaper) -> Staff:
    """Does everything. The first account is a publisher too; this is another one."""
    return member_of_staff(Role.PUBLISHER)
