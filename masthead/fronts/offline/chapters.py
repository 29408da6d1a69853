"""The stories of an edition as chapters, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import translation

from masthead.articles.feeds.entry import without_control
from masthead.articles.models import Story
from masthead.fronts.offline.pictures import Pictures
from masthead.fronts.offline.words import chapter_html
from masthead.publication.models import Section
from masthead.publication.pages import absolute
from masthead.publication.queries import Paper


@dataclass(frozen=True)
class Chapter:
    """A story under its file name."""

    name: str
    story: Story
    language: str

    @property
    def id(self) -> str:
        """What the package calls it."""
        return self.name.removesuffix(".xhtml")


@dataclass(frozen=True)
class Part:
    """A section with its chapters."""

    section: Section | None
    chapters: list[Chapter]


def in_parts(stories: list[Story], paper: Paper) -> list[Part]:
    """Sections in the order of the paper, in each the newest story first."""
    order = {section.pk: place for place, section in enumerate(paper.sections)}
    sorted_ = sorted(stories, key=lambda story: order.get(story.section_id, len(order)))
    numbered = [
        Chapter(f"story-{number:03}.xhtml", story, story.language or paper.language)
        for number, story in enumerate(sorted_, 1)
    ]
    return [
        Part(chapters[0].story.section, chapters)
        for _, group in groupby(numbered, key=lambda chapter: chapter.story.section_id)
        if (chapters := list(group))
    ]


def by_address(chapters: list[Chapter]) -> dict[str, str]:
    """The chapters' files by the stories' whole addresses, so that one leads to the other."""
    return {absolute(chapter.story.address or "/"): chapter.name for chapter in chapters}


def lead_pictures(chapters: list[Chapter], pictures: Pictures) -> dict[str, str]:
    """The lead pictures by chapter: taken first, so that every story has its own before bodies fill the package."""
    made: dict[str, str] = {}
    for chapter in chapters:
        with translation.override(chapter.language):
            if chapter.story.picture:
                context = {"use": chapter.story.picture, "shape": "3x2"}
                html = render_to_string("components/figure.html", context)
                made[chapter.name] = chapter_html(html, absolute(chapter.story.address or "/"), {}, pictures, True)
    return made


def render(chapter: Chapter, figure: str, addresses: Mapping[str, str], pictures: Pictures) -> str:
    """The chapter's file, in the language of its story."""
    address = absolute(chapter.story.address or "/")
    with translation.override(chapter.language):
        return without_control(
            render_to_string(
                "offline/story.xhtml",
                {
                    "chapter": chapter,
                    "story": chapter.story,
                    "figure": figure,
                    "address": address,
                    "body": chapter_html(str(chapter.story.body), address, addresses, pictures, False),
                },
            )
        )
