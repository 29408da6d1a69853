"""What a WordPress export holds, as plain values."""

from __future__ import annotations

import html
from dataclasses import dataclass, field


@dataclass
class Account:
    """Somebody who could write on the old site."""

    login: str
    name: str = ""
    first_name: str = ""
    last_name: str = ""


@dataclass
class Term:
    """A category or a tag, as the head of the export lists it. ``slug`` as it stands there."""

    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    term_id: str = ""
    description: str = ""


@dataclass
class TermUse:
    """A term as an item names it."""

    domain: str
    slug: str
    name: str


@dataclass
class Item:
    """One entry of the export: a post, a page, a picture, a menu entry."""

    number: int
    title: str = ""
    link: str = ""
    guid: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    post_id: str = ""
    post_type: str = ""
    status: str = ""
    slug: str = ""
    date: str = ""
    date_gmt: str = ""
    modified_gmt: str = ""
    pub_date: str = ""
    password: str = ""
    parent: str = ""
    terms: list[TermUse] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    comments: int = 0
    is_damaged: bool = False
    is_open: bool = False

    def first_meta(self, *keys: str) -> str:
        """The first of these meta fields that says something."""
        for key in keys:
            for value in self.meta.get(key, []):
                if value:
                    return value
        return ""

    @property
    def label(self) -> str:
        """How the report calls it."""
        title = " ".join(html.unescape(self.title).split())
        name = f"“{title}”" if title else "an item without a title"
        return f"{name} (post {self.post_id})" if self.post_id else f"{name} (item {self.number})"


@dataclass
class Channel:
    """What the export says of the site, and of those who wrote and what they wrote about."""

    title: str = ""
    link: str = ""
    language: str = ""
    blog_url: str = ""
    is_wxr: bool = False
    accounts: list[Account] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
