"""What an issue says, as plain facts. All addresses are absolute; all HTML is our own or was cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture for mail: one JPEG. ``width`` and ``height`` are how large it is shown."""

    src: str
    width: int
    height: int
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class StoryItem:
    """A story. ``text`` is HTML; ``level`` of its heading is 3 below a heading of the issue."""

    kind: ClassVar[str] = "story"
    story: int
    headline: str
    text: str
    address: str
    look: str
    shot: Shot | None
    section: str
    names: str
    minutes: int
    language: str
    level: int


@dataclass(frozen=True, slots=True)
class TextItem:
    """Words of the host, as HTML."""

    kind: ClassVar[str] = "text"
    html: str


@dataclass(frozen=True, slots=True)
class HeadingItem:
    """A heading over what follows."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class PictureItem:
    """A picture by itself; ``address`` may be empty."""

    kind: ClassVar[str] = "picture"
    shot: Shot
    caption: str
    address: str


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """A quote."""

    kind: ClassVar[str] = "quote"
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class AppealItem:
    """Something readers are asked for; ``text`` is HTML."""

    kind: ClassVar[str] = "appeal"
    title: str
    text: str
    button: str
    address: str


@dataclass(frozen=True, slots=True)
class DividerItem:
    """A pause."""

    kind: ClassVar[str] = "divider"


Item = StoryItem | TextItem | HeadingItem | PictureItem | QuoteItem | AppealItem | DividerItem


@dataclass(frozen=True, slots=True)
class Host:
    """Who writes the newsletter."""

    name: str
    role: str
    address: str
    portrait: Shot | None


@dataclass(frozen=True, slots=True)
class Content:
    """An issue. ``day`` is written out; ``browser`` is its page; ``postal`` the paper's address, line by line."""

    issue: int
    subject: str
    preview_text: str
    language: str
    list_name: str
    list_address: str
    colour: str
    host: Host | None
    paper: str
    home: str
    postal: tuple[str, ...]
    day: str
    intro: str
    items: tuple[Item, ...]
    browser: str
    counts_clicks: bool
    template: str  # the list's own MJML, or nothing
