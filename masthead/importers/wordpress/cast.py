"""Writing what stories hang on: authors, sections, topics. Each is made when a story first needs it."""

from __future__ import annotations

import html
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext, override

from masthead.importers.models import Mapping, Source
from masthead.importers.wordpress import memory
from masthead.importers.wordpress.people import Name
from masthead.importers.wordpress.redirects import lead
from masthead.importers.wordpress.subjects import MOST, Subject, Subjects
from masthead.lib.slugs import make_slug, with_suffix
from masthead.people.models import Author
from masthead.press import outbox
from masthead.publication.models import Section, StaticPage, Topic
from masthead.publication.names import free_first_word
from masthead.publication.queries import ALL_TOPICS, nameplate

if TYPE_CHECKING:
    from masthead.importers.report import ImportReport

Kind = Mapping.Kind
NEWS = "news"  # the key of the section for what has no other


class Cast:
    """Authors, sections and topics of one source, by their old keys."""

    def __init__(self, source: Source, subjects: Subjects, report: ImportReport) -> None:
        self.source = source
        self.subjects = subjects
        self.report = report
        self.reload()

    def reload(self) -> None:
        """Read again what is kept; after a transaction was rolled back, memory knows too much."""
        self.authors = memory.keys_of(self.source, Kind.AUTHOR, "author")
        self.sections = memory.keys_of(self.source, Kind.SECTION, "section")
        self.topics = memory.keys_of(self.source, Kind.TOPIC, "topic")

    @transaction.atomic
    def open_sections(self) -> None:
        """Decide which categories are sections, as subjects.py says, and make those that are not there."""
        decided = sum(1 for section in self.sections.values() if section)
        undecided = Subjects(self.subjects.terms, self.subjects.by_id)
        for slug, used in self.subjects.homes.items():
            if self._section_key(slug) not in self.sections:
                undecided.homes[slug] = used
        chosen = undecided.chosen(max(0, MOST - decided))
        for slug in [*chosen, *(slug for slug in undecided.homes if slug not in chosen)]:
            self._decide(slug, slug in chosen)

    def _decide(self, slug: str, is_chosen: bool) -> None:
        subject = self.subjects.subject("category", slug)
        section = Section.objects.filter(slug=subject.slug).first() if subject.slug else None
        section = section or Section.objects.filter(name__iexact=subject.name).first()
        if section is None and is_chosen:
            section = self._new_section(subject)
        self._remember(Kind.SECTION, self._section_key(slug), section)
        self.sections[self._section_key(slug)] = section.pk if section else None
        if section:
            lead({self.subjects.path("category", slug): section.address})

    def _new_section(self, subject: Subject) -> Section:
        position = (Section.objects.order_by("-position").values_list("position", flat=True).first() or 0) + 10
        section = Section.objects.create(
            name=subject.name, slug=free_first_slug(subject.slug or "section"), standfirst=subject.description,
            position=min(position, 30000),
        )  # fmt: skip
        self.report.add("sections", "new")
        return section

    def section_of(self, homes: Sequence[str]) -> int:
        """The section of the first home that has become one; else “News”, made when a story first needs it."""
        for home in homes:
            section = self.sections.get(self._section_key(home))
            if section:
                return section
        return self._news()

    def is_homeless(self, homes: Sequence[str]) -> bool:
        """Whether a story stands in “News” only because it must stand somewhere."""
        return not any(self.sections.get(self._section_key(home)) for home in homes)

    def topics_of(self, homes: Sequence[str], subjects: Sequence[Subject]) -> list[Subject]:
        """Everything a story is about but the category that is its section."""
        own = next((key for key in map(self._section_key, homes) if self.sections.get(key)), "")
        return [subject for subject in subjects if subject.key != own]

    def _news(self) -> int:
        kept = self.sections.get(NEWS)
        if kept is None:
            with override(nameplate().language):
                subject = Subject(NEWS, gettext("News"), "news")
            section = Section.objects.filter(slug="news").first() or self._new_section(subject)
            self._remember(Kind.SECTION, NEWS, section)
            kept = self.sections[NEWS] = section.pk
        return kept

    @staticmethod
    def _section_key(slug: str) -> str:
        return f"category:{slug.lower()}"[:255]

    def author(self, name: Name) -> int:
        """The author under this key; made, or found by the exact name, when a story first carries it."""
        key = name.key[:255]
        kept = self.authors.get(key)
        if kept is None:
            kept = self._new_author(key, name).pk
            self.authors[key] = kept
        return kept

    def _new_author(self, key: str, name: Name) -> Author:
        # Two accounts of one old site with the same name are two people until an editor says otherwise.
        taken = [pk for pk in self.authors.values() if pk]
        author = Author.objects.filter(name__iexact=name.name).exclude(pk__in=taken).first()
        if author is None:
            bio = f"<p>{html.escape(name.bio, quote=False)}</p>" if name.bio else ""
            author = Author.objects.create(name=name.name, biography=bio)
            self.report.add("authors", "new")
        self._remember(Kind.AUTHOR, key, author)
        if not key.startswith("guest:"):
            lead({f"/author/{make_slug(key, 150) or key}/": author.address})
        return author

    def make_topics(self, subjects: Sequence[Subject]) -> None:
        """Make those that are not there yet, together."""
        new = {one.key: one for one in subjects if self.topics.get(one.key) is None}
        if not new:
            return
        slugs = {key: one.slug or f"topic-{zlib.crc32(key.encode()) % 10**6}" for key, one in new.items()}
        there = dict(Topic.objects.filter(slug__in=slugs.values()).values_list("slug", "pk"))
        missing: dict[str, Topic] = {}
        for key, one in new.items():
            if slugs[key] not in there and slugs[key] not in missing:
                missing[slugs[key]] = Topic(name=one.name[:80], slug=slugs[key], description=one.description)
        for topic in Topic.objects.bulk_create(list(missing.values())):
            there[topic.slug] = topic.pk
        outbox.touch(ALL_TOPICS)  # what is made in bulk says nothing by itself
        outbox.want(*(topic.address for topic in missing.values()))
        self.report.add("topics", "new", len(missing))
        self._remember_topics(new, {key: there[slug] for key, slug in slugs.items()}, slugs)

    def _remember_topics(self, new: dict[str, Subject], found: dict[str, int], slugs: dict[str, str]) -> None:
        self.topics.update(found)
        for key, topic in found.items():
            self.source.mappings.update_or_create(kind=Kind.TOPIC, key=key, defaults={"topic_id": topic})
        paths = {}
        for key in new:
            taxonomy, _, slug = key.partition(":")
            if self.sections.get(key) is None:
                paths[self.subjects.path(taxonomy, slug)] = f"/topics/{slugs[key]}/"
        lead(paths)

    def _remember(self, kind: str, key: str, thing: Author | Section | None) -> None:
        self.source.mappings.update_or_create(kind=kind, key=key, defaults={kind: thing})


def free_first_slug(wanted: str) -> str:
    """A slug that neither a section, a standing page nor the paper itself has."""
    slug, number = wanted, 2
    while _is_taken(slug):
        slug, number = with_suffix(wanted, number, 60), number + 1
    return slug


def _is_taken(slug: str) -> bool:
    try:
        free_first_word(slug)
    except ValidationError:
        return True
    return Section.objects.filter(slug=slug).exists() or StaticPage.objects.filter(slug=slug).exists()
