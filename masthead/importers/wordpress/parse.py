"""Second stage: parts of text to plain values. Names are matched without their namespace's version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.entities import html5

from lxml import etree

from masthead.importers.exceptions import NotAnArchive
from masthead.importers.wordpress.archive import Account, Channel, Item, Term, TermUse
from masthead.importers.wordpress.split import Part, split

_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)([A-Za-z][A-Za-z0-9]*;)?")
_XMLNS = re.compile(r"""xmlns:[\w.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_OPENING = re.compile(r"<rss\b[^>]*>|<channel\b[^>]*>")
_PROLOG = re.compile(r"^(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)

_ITEM_FIELDS = {
    "post_id": "post_id",
    "post_type": "post_type",
    "status": "status",
    "post_name": "slug",
    "post_date": "date",
    "post_date_gmt": "date_gmt",
    "post_modified_gmt": "modified_gmt",
    "post_password": "password",
    "post_parent": "parent",
    "author": "creator",
}
_RSS_FIELDS = {"title": "title", "link": "link", "guid": "guid", "pubDate": "pub_date"}


def parse(texts: Iterable[str], channel: Channel) -> Iterator[Item]:
    """All items in order; ``channel`` is filled on the way. ``NotAnArchive``, ``DangerousArchive``."""
    namespaces, number = "", 0
    for part in split(texts):
        if part.kind == "head":
            namespaces = _namespaces(part.xml)
            _read_channel(part.xml, namespaces, channel)
            _check(part.xml, channel)
        elif part.kind == "between":
            _read_channel(part.xml, namespaces, channel)
        else:
            number += 1
            yield _read_item(part, namespaces, number)


def _check(head: str, channel: Channel) -> None:
    channel.is_wxr = "wordpress.org/export" in head or "wxr_version" in head
    if not channel.is_wxr:
        raise NotAnArchive("it is a feed, not a WordPress export (Tools, Export in WordPress makes one)")


def _namespaces(head: str) -> str:
    """The declarations of the outermost elements, each prefix once."""
    found = (declared for opening in _OPENING.findall(head) for declared in _XMLNS.findall(opening))
    return " ".join({declared.split("=")[0].strip(): declared for declared in found}.values())


def _tree(xml: str, namespaces: str) -> tuple[etree._Element | None, bool]:
    """The piece as a tree, and whether it was damaged."""
    wrapped = f"<masthead {namespaces}>{xml}</masthead>"
    for mend in (str, _mend):
        try:
            return etree.fromstring(mend(wrapped).encode(), _parser(False)), False
        except etree.XMLSyntaxError:
            continue
    return etree.fromstring(_mend(wrapped).encode(), _parser(True)), True


def _parser(recover: bool) -> etree.XMLParser:
    # huge_tree: a post may carry a picture as text; how much one piece may hold is bounded in split.py.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=recover,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip


def _mend(xml: str) -> str:
    """HTML's named characters and bare ampersands, which XML does not know, outside CDATA."""
    parts = _CDATA.split(xml)
    parts[::2] = [_NAMED.sub(_named, part) for part in parts[::2]]
    return "".join(parts)


def _named(found: re.Match[str]) -> str:
    name = found.group(1)
    character = html5.get(name) if name else None
    return character or f"&amp;{name or ''}"


def _name(element: etree._Element) -> tuple[str, str]:
    namespace, _, local = str(element.tag).rpartition("}")
    return namespace[1:], local.rpartition(":")[2]


def _text(element: etree._Element) -> str:
    # Fields hold text alone; an element in one was meant to follow it. Pretty-printing's spaces go too.
    return (element.text or "").strip()


def _children(element: etree._Element) -> dict[str, str]:
    """Local name -> text of the first child of that name."""
    found: dict[str, str] = {}
    for child in element:
        found.setdefault(_name(child)[1], _text(child))
    return found


def _read_channel(xml: str, namespaces: str, channel: Channel) -> None:
    inner = _OPENING.sub("", _PROLOG.sub("", xml)).replace("</channel>", "").replace("</rss>", "")
    if "<" not in inner:
        return
    tree, _damaged = _tree(inner, namespaces)
    for element in tree if tree is not None else ():
        _read_channel_element(element, channel)


def _read_channel_element(element: etree._Element, channel: Channel) -> None:
    namespace, name = _name(element)
    if name in ("notachanneltag", "channel"):
        for child in element:
            _read_channel_element(child, channel)
    elif not namespace and name in ("title", "link", "language"):
        setattr(channel, name, getattr(channel, name) or _text(element))
    elif name == "base_blog_url" or (name == "base_site_url" and not channel.blog_url):
        channel.blog_url = _text(element)
    elif name in ("author", "wp_author"):
        said = _children(element)
        if said.get("author_login"):
            channel.accounts.append(_account(said))
    elif name in ("category", "tag", "term"):
        _read_term(name, _children(element), channel)


def _account(said: dict[str, str]) -> Account:
    return Account(
        said["author_login"],
        said.get("author_display_name", ""),
        said.get("author_first_name", ""),
        said.get("author_last_name", ""),
    )


def _read_term(name: str, said: dict[str, str], channel: Channel) -> None:
    prefixes = {"category": ("category_nicename", "cat_name", "category_parent", "category_description")}
    prefixes["tag"] = ("tag_slug", "tag_name", "", "tag_description")
    prefixes["term"] = ("term_slug", "term_name", "term_parent", "term_description")
    slug, title, parent, about = (said.get(key, "") for key in prefixes[name])
    taxonomy = {"category": "category", "tag": "post_tag"}.get(name) or said.get("term_taxonomy", "")
    if slug or title:
        channel.terms.append(Term(taxonomy, slug or title, title or slug, parent, said.get("term_id", ""), about))


def _read_item(part: Part, namespaces: str, number: int) -> Item:
    item = Item(number, is_open=part.kind == "open")
    tree, item.is_damaged = _tree(part.xml + ("</item>" if item.is_open else ""), namespaces)
    entry = tree[0] if tree is not None and len(tree) else None
    for element in entry if entry is not None else ():
        _read_item_element(element, item)
        if item.is_damaged and _name(element)[1] not in ("postmeta", "comment"):
            for inner in element.iterdescendants():
                _read_item_element(inner, item)
    return item


def _read_item_element(element: etree._Element, item: Item) -> None:
    namespace, name = _name(element)
    if name == "encoded":
        place = "excerpt" if "excerpt" in namespace or element.prefix == "excerpt" else "content"
        setattr(item, place, getattr(item, place) or _text(element))
    elif name == "creator":
        item.creator = _text(element)
    elif not namespace and name in _RSS_FIELDS:
        setattr(item, _RSS_FIELDS[name], getattr(item, _RSS_FIELDS[name]) or _text(element))
    elif name == "category" and element.get("domain"):
        use = TermUse(element.get("domain", ""), element.get("nicename", "").strip(), _text(element))
        if use not in item.terms:
            item.terms.append(use)
    elif name == "postmeta":
        said = _children(element)
        item.meta.setdefault(said.get("meta_key", ""), []).append(said.get("meta_value", ""))
    elif name == "comment":
        item.comments += 1
    elif name in _ITEM_FIELDS and not getattr(item, _ITEM_FIELDS[name]):
        setattr(item, _ITEM_FIELDS[name], _text(element))
