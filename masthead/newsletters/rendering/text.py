"""The plain text part of an issue: from the same facts, for who reads mail in a terminal or has it read to them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import lxml.html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from masthead.newsletters.rendering.items import (
    AppealItem,
    Content,
    HeadingItem,
    Item,
    PictureItem,
    QuoteItem,
    StoryItem,
    TextItem,
)
from masthead.newsletters.rendering.leads import Leads

WIDTH = 76
RULE = "-" * 40


def text_of(content: Content, leads: Leads) -> str:
    """The whole text, lines of at most 76 characters; only an address may be longer."""
    with override(content.language):
        parts = [_head(content, leads), *filter(None, map(_item, content.items)), _foot(content, leads)]
    return "\n\n".join(parts) + "\n"


def _head(content: Content, leads: Leads) -> str:
    lines = [*_wrapped(content.paper), *_wrapped(f"{content.list_name}, {content.day}")]
    if content.host:
        lines += _wrapped(_("Written by %(name)s") % {"name": content.host.name})
    lines += [leads.browser, RULE]
    return "\n\n".join(["\n".join(lines), *([prose(content.intro)] if content.intro else [])])


def _foot(content: Content, leads: Leads) -> str:
    why = _("You get this because you signed up for “%(list)s” of %(paper)s and confirmed your address.")
    said = [why % {"list": content.list_name, "paper": content.paper}]
    if content.counts_clicks:
        said.append(_("We count how often each link is followed, never by whom."))
    lines = [RULE, *_wrapped(" ".join(said)), ""]
    lines += [f"{_('Unsubscribe')}:", leads.unsubscribe, f"{_('Change what you get')}:", leads.preferences, ""]
    return "\n".join([*lines, content.paper, *content.postal])


def _item(item: Item) -> str:
    match item:
        case StoryItem():
            return "\n".join(_story(item))
        case TextItem():
            return prose(item.html)
        case HeadingItem():
            lines = _wrapped(item.text)
            return "\n".join([*lines, "=" * max(map(len, lines))])
        case PictureItem():
            return "\n".join(_picture(item))
        case QuoteItem():
            return "\n".join(
                [*_wrapped(f"“{item.text}”", "    "), *(_wrapped(item.source, "    ") if item.source else [])]
            )
        case AppealItem():
            parts = [RULE, *_wrapped(item.title), "", prose(item.text), "", *_wrapped(item.button), item.address, RULE]
            return "\n".join(parts)
    return "* * *"


def _story(item: StoryItem) -> Iterator[str]:
    yield from _wrapped(item.headline)
    minutes = ngettext("%(minutes)s min read", "%(minutes)s min read", item.minutes) % {"minutes": item.minutes}
    about = [item.section, item.names if item.look == "large" else "", minutes if item.minutes else ""]
    yield from _wrapped(" · ".join(filter(None, about)))
    if item.text:
        text = prose(item.text)
        yield text + "\n" if "\n\n[1] " in text else text
    yield item.address


def _picture(item: PictureItem) -> Iterator[str]:
    yield from _wrapped(_("[Picture: %(alt)s]") % {"alt": item.shot.alt} if item.shot.alt else "")
    yield from _wrapped(item.caption)
    if item.address:
        yield item.address


def prose(html: str) -> str:
    """Clean rich text as wrapped paragraphs; links are numbered, their addresses stand below."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    addresses = _number_links(root)
    for one in root.iter("br"):
        one.tail = f"\n{one.tail or ''}"
    blocks = [block for block in root.iter("p", "li") if block.text_content().strip()] or [root]
    text = "".join(f"{_gap(block, place)}{_lines(block)}" for place, block in enumerate(blocks))
    notes = [f"[{number}] {address}" for number, address in enumerate(addresses, 1)]
    return "\n\n".join(filter(None, [text, "\n".join(notes)]))


def _number_links(root: lxml.html.HtmlElement) -> list[str]:
    """Write numbers behind the words of links; a link that shows its own address needs none."""
    addresses: list[str] = []
    for link in root.iter("a"):
        address, words = link.get("href", ""), link.text_content().strip()
        if address and address.removeprefix("mailto:") != words:
            addresses.append(address)
            link.tail = f" [{len(addresses)}]{link.tail or ''}"
    return addresses


def _gap(block: lxml.html.HtmlElement, place: int) -> str:
    if not place:
        return ""
    before = block.getprevious()
    return "\n" if block.tag == "li" and before is not None and before.tag == "li" else "\n\n"


def _lines(block: lxml.html.HtmlElement) -> str:
    mark = ""
    if block.tag == "li":
        parent = block.getparent()
        is_numbered = parent is not None and parent.tag == "ol"
        mark = f"{1 + len(list(block.itersiblings('li', preceding=True)))}. " if is_numbered else "- "
    lines = [line for part in block.text_content().strip().split("\n") for line in _wrapped(part, " " * len(mark))]
    return "\n".join([f"{mark}{lines[0].lstrip()}", *lines[1:]]) if lines else ""


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
