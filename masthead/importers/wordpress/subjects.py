"""What it is about: which categories become sections, and everything else topics.

The rule. A post is filed under its primary category (Yoast's or Rank Math's choice, else the first one it
names); its home is the topmost parent of that category. The four homes most used become sections, and up to
twelve as long as each is the home of at least 3 posts and 1 in 100. “Uncategorized” never does. All other
categories, the children, the further ones, and all tags become topics. A post whose home is no section stands in
the first of its other categories' sections, else in the section “News”, since no story may be without one. A
category that the paper already has as a section (the same slug or name) is that section. What was decided in one
run stays decided in the next.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from masthead.importers.wordpress.addresses import latin_slug
from masthead.importers.wordpress.archive import Item, Term, TermUse
from masthead.importers.wordpress.clean import plain, shortened

ALWAYS, MOST, FEWEST_POSTS, SMALLEST_SHARE = 4, 12, 3, 0.01
_PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_category")
_NO_SUBJECT = frozenset({"uncategorized", "bez-katehorii", "bez-rubryky"})
_SUBJECTS = ("category", "post_tag")


@dataclass(frozen=True)
class Subject:
    """A section or a topic to be. ``key`` is its slug on the old site, as letters."""

    key: str
    name: str
    slug: str
    description: str = ""


@dataclass
class Subjects:
    """The terms of the old site, and how often each is the home of a post."""

    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    by_id: dict[str, Term] = field(default_factory=dict)
    homes: Counter[str] = field(default_factory=Counter)

    def add(self, term: Term) -> None:
        """A term from the head of the export."""
        if term.taxonomy in _SUBJECTS:
            self.terms.setdefault((term.taxonomy, term.slug), term)
            if term.term_id:
                self.by_id.setdefault(term.term_id, term)

    def count(self, item: Item) -> None:
        """Note where a post is at home."""
        home = self.home(item)
        if home:
            self.homes[home] += 1

    def home(self, item: Item) -> str:
        """The topmost parent of the primary category, as a slug; ``""`` when it has none."""
        own = [use for use in item.terms if use.domain == "category" and not _is_none(use.slug)]
        if not own:
            return ""
        primary = self.by_id.get(item.first_meta(*_PRIMARY))
        chosen = next((use for use in own if primary and use.slug == primary.slug), own[0])
        return self._topmost(chosen.slug)

    def homes_of(self, item: Item) -> list[str]:
        """Its home first, then where its other categories belong."""
        own = [self._topmost(use.slug) for use in item.terms if use.domain == "category" and not _is_none(use.slug)]
        home = self.home(item)
        return list(dict.fromkeys([home, *own])) if home else []

    def _topmost(self, slug: str) -> str:
        seen = {slug}
        while (term := self.terms.get(("category", slug))) and term.parent and term.parent not in seen:
            slug = term.parent
            seen.add(slug)
        return slug

    def chosen(self, room: int = MOST) -> list[str]:
        """The categories that become sections, the most used first, at most ``room``."""
        total = sum(self.homes.values())
        enough = max(FEWEST_POSTS, total * SMALLEST_SHARE)
        ranked = sorted(self.homes.items(), key=lambda one: (-one[1], one[0]))
        return [slug for place, (slug, used) in enumerate(ranked[:room]) if place < ALWAYS or used >= enough]

    def subject(self, taxonomy: str, slug: str, name: str = "") -> Subject:
        """The term as a section or a topic to be."""
        term = self.terms.get((taxonomy, slug))
        shown = plain((term.name if term else "") or name or slug)
        about = plain(term.description) if term else ""
        return Subject(
            f"{taxonomy}:{slug.lower()}"[:255], shortened(shown, 60 if taxonomy == "category" else 80),
            latin_slug(slug, shown)[:60].strip("-"), shortened(about, 300),
        )  # fmt: skip

    def named(self, item: Item) -> list[Subject]:
        """All categories and tags of an item; which of them is its section is known only when it is written."""
        found: dict[str, Subject] = {}
        for use in item.terms:
            if use.domain in _SUBJECTS and not _is_none(use.slug):
                subject = self.subject(use.domain, use.slug, use.name)
                found.setdefault(subject.key, subject)
        return list(found.values())

    def path(self, taxonomy: str, slug: str) -> str:
        """Where WordPress shows the term when nobody changed its ways."""
        if taxonomy == "post_tag":
            return f"/tag/{slug}/"
        parts = [slug]
        while (term := self.terms.get(("category", parts[0]))) and term.parent and term.parent not in parts:
            parts.insert(0, term.parent)
        return f"/category/{'/'.join(parts)}/"


def _is_none(slug: str) -> bool:
    return latin_slug(slug) in _NO_SUBJECT


def custom(item: Item) -> list[TermUse]:
    """Terms of taxonomies that the paper has no place for."""
    silent = ("category", "post_tag", "author", "nav_menu", "post_format", "wp_theme", "language")
    return [use for use in item.terms if use.domain not in silent]
