"""Links that are counted, where the newsroom switched that on: for all readers together, never for one.

A counted link names the issue, the variant and its place and nothing else: it is the same in every copy. Links to
leave, to the preferences and to the issue's own page stay as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db import transaction

from masthead.lib.seals import Seal
from masthead.newsletters.links import ROOT
from masthead.newsletters.models import Issue, Link
from masthead.newsletters.rendering.content import content_of
from masthead.newsletters.rendering.items import AppealItem, Content, Item, PictureItem, StoryItem, TextItem
from masthead.publication.pages import absolute

_seal = Seal("link")
_HREF = re.compile(r'(<a href=")(https?://[^"]*)(")')
LONGEST = 2000
Lead = Callable[[str], str]


def keep_links(issue: Issue, variants: Iterable[str]) -> None:
    """Write down where the links of an issue lead, before it goes out; clicks that were counted stay."""
    if not issue.mailing_list.counts_clicks:
        return
    targets = targets_of(content_of(issue))
    with transaction.atomic():
        for variant in variants:
            Link.objects.bulk_create(
                [Link(issue=issue, variant=variant, target=target, place=n) for n, target in enumerate(targets)],
                update_conflicts=True,
                unique_fields=["issue", "variant", "place"],
                update_fields=["target"],
            )


def targets_of(content: Content) -> list[str]:
    """Where the links in the content lead, each once, in their order."""
    found: dict[str, None] = {}

    def see(address: str) -> str:
        found.setdefault(address)
        return address

    _led(content, see)
    return [address for address in found if _can_be_counted(address)]


def counted(content: Content, variant: str, targets: Iterable[str] | None = None) -> Content:
    """The content with counted links in place of these targets."""
    chosen = targets_of(content) if targets is None else targets
    ours = {target: absolute(path_of(content.issue, variant, place)) for place, target in enumerate(chosen)}
    return _led(content, lambda address: ours.get(address, address))


def path_of(issue: int, variant: str, place: int) -> str:
    """The path of a counted link."""
    return f"{ROOT}/l/{_seal.make(issue, variant, place)}"


def opened_link(token: str) -> tuple[int, str, int] | None:
    """Issue, variant and place of a counted link; ``None`` when it was not made here."""
    words = _seal.open(token)
    return (int(words[0]), words[1], int(words[2])) if words and len(words) == 3 else None


def _can_be_counted(address: str) -> bool:
    return address.startswith(("http://", "https://")) and len(address) <= LONGEST


def _led(content: Content, lead: Lead) -> Content:
    """The content with each link led through ``lead``."""
    intro = _in_html(content.intro, lead)
    return replace(content, intro=intro, items=tuple(_item(item, lead) for item in content.items))


def _item(item: Item, lead: Lead) -> Item:
    match item:
        case StoryItem() | AppealItem():
            return replace(item, address=lead(item.address), text=_in_html(item.text, lead))
        case TextItem():
            return replace(item, html=_in_html(item.html, lead))
        case PictureItem():
            return replace(item, address=lead(item.address)) if item.address else item
    return item


def _in_html(text: str, lead: Lead) -> str:
    return _HREF.sub(lambda found: found[1] + html.escape(lead(html.unescape(found[2]))) + found[3], text)
