"""Fourth stage: an item of the old site as what it will be in the paper. No database is needed here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from masthead.importers.wordpress.addresses import latin_slug, old_paths
from masthead.importers.wordpress.archive import Item
from masthead.importers.wordpress.body import Block, read_body
from masthead.importers.wordpress.clean import plain, shortened
from masthead.importers.wordpress.dates import modified_at, published_at
from masthead.importers.wordpress.inline import words
from masthead.importers.wordpress.languages import language_of
from masthead.importers.wordpress.losses import Losses
from masthead.importers.wordpress.people import Directory, Name
from masthead.importers.wordpress.subjects import Subject, Subjects

VERSION = 1  # raised when the same item is mapped to something better: a re-run then updates what nobody edited
LONGEST_HEADLINE, LONGEST_STANDFIRST = 250, 500
LIVE, SCHEDULED, DRAFT = "live", "scheduled", "draft"


@dataclass
class Mapped:
    """A story or a standing page to be."""

    kind: str
    key: str
    guid: str
    link: str
    label: str
    headline: str
    slug: str
    standfirst: str
    body: list[Block]
    status: str
    state: str
    date: datetime | None
    modified: datetime | None
    byline: list[Name]
    homes: list[str]
    subjects: list[Subject]
    old_paths: list[str]
    language: str
    seo_title: str = ""
    seo_description: str = ""
    reasons: list[str] = field(default_factory=list)
    losses: Losses = field(default_factory=Losses)

    def fingerprint(self) -> str:
        """Changes with anything in the archive that would be written here, and never by itself with time."""
        silent = ("losses", "reasons", "label", "state")
        said = {name: value for name, value in asdict(self).items() if name not in silent}
        text = json.dumps([VERSION, said], default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Mapper:
    """What one item needs of the others: who wrote, the categories, the reusable blocks, the site's hosts."""

    people: Directory
    subjects: Subjects
    reusable: Mapping[str, str]
    own_hosts: frozenset[str]
    zone: ZoneInfo
    language: str
    paper_language: str
    now: datetime

    def map(self, item: Item) -> Mapped:
        """The item as a story or a page."""
        losses = Losses()
        body = read_body(item.content, self.reusable, self.own_hosts, losses)
        text = _text(body)
        headline = plain(item.title) or shortened(text, 80) or _("Untitled")
        date = published_at(item, self.zone)
        state, reasons = self._state(item, date)
        language = language_of(f"{headline} {text}", self.language)
        losses.add("picture", 1 if item.first_meta("_thumbnail_id") else 0)
        return Mapped(
            kind="page" if item.post_type == "page" else "story",
            key=key_of(item), guid=item.guid[:500], link=item.link[:500], label=item.label,
            headline=shortened(headline, LONGEST_HEADLINE),
            slug=latin_slug(item.slug, item.title, text[:100]) or "story",
            standfirst=_standfirst(item), body=body,
            status=_status(item), state=state, date=date, modified=modified_at(item),
            byline=self.people.byline(item), homes=self.subjects.homes_of(item),
            subjects=self.subjects.named(item),
            old_paths=old_paths(item),
            language="" if language == self.paper_language else language,
            seo_title=_seo_title(item),
            seo_description=plain(item.first_meta("_yoast_wpseo_metadesc", "rank_math_description"))[:300],
            reasons=reasons, losses=losses,
        )  # fmt: skip

    def _state(self, item: Item, date: datetime | None) -> tuple[str, list[str]]:
        """Live, scheduled or draft; and why it is a draft when it was none, or was not for everyone."""
        if item.password:
            return DRAFT, [_("was behind a password; brought as a draft")]
        if item.is_damaged:
            return DRAFT, [_("damaged in the file; brought as a draft: compare it with the old site")]
        if item.status == "publish":
            return (SCHEDULED if date and date > self.now else LIVE), []
        if item.status == "future":
            if date and date > self.now:
                return SCHEDULED, []
            return DRAFT, [_("was scheduled for a time that has passed; brought as a draft")]
        if item.status in ("draft", "pending"):
            return DRAFT, []
        if item.status == "private":
            return DRAFT, [_("was private; brought as a draft")]
        return DRAFT, [_("has the unknown status “%s”; brought as a draft") % item.status]


def _status(item: Item) -> str:
    marks = ["password"] * bool(item.password) + ["damaged"] * item.is_damaged
    return " ".join([item.status, *marks])


def key_of(item: Item) -> str:
    """What the item is known by from run to run: its number, else its guid, else its address."""
    if item.post_id:
        return f"id:{item.post_id}"[:255]
    told = item.guid or item.link
    if told:
        return "guid:" + hashlib.sha256(told.encode()).hexdigest()
    return "text:" + hashlib.sha256(f"{item.title}\n{item.date}\n{item.content[:500]}".encode()).hexdigest()


def _standfirst(item: Item) -> str:
    return shortened(plain(item.excerpt) or plain(item.first_meta("newspack_post_subtitle")), LONGEST_STANDFIRST)


def _seo_title(item: Item) -> str:
    said = plain(item.first_meta("_yoast_wpseo_title", "rank_math_title"))
    return "" if "%" in said else said[:250]  # “%%title%% | %%sitename%%” means nothing here


def _text(body: list[Block]) -> str:
    """The running words of the body, for a headline where there is none and for telling its language."""
    found = []
    for kind, value in body:
        if kind == "paragraph":
            found.append(words(value.replace("</p>", " ")))
        elif kind == "heading":
            found.append(value)
    return " ".join(found)
