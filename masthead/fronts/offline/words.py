"""A story's HTML as the XHTML of a chapter: plain tags, pictures of the package, links that a checker takes."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import lxml.html
import nh3
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from lxml import etree
from lxml.html import HtmlElement

from masthead.articles.feeds.entry import without_control
from masthead.fronts.offline.pictures import Pictures

_TAGS = set(
    "a abbr b blockquote br cite code em figcaption figure h2 h3 h4 hr i img li ol p pre s span strong sub sup "
    "table caption tbody td th thead tr ul".split()
)
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "th": {"scope"}, "ol": {"start"}, "span": {"class"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def chapter_html(html: str, base: str, chapters: Mapping[str, str], pictures: Pictures, is_lead: bool) -> SafeString:
    """``html`` of a story at ``base``. ``chapters`` has the files of stories in this edition, by their addresses."""
    if not html.strip():
        return mark_safe("")
    tree = lxml.html.fragment_fromstring(without_control(html), create_parent="div")
    for picture in list(tree.iter("picture")):
        _settle(picture, pictures.take(picture, is_lead))
    for link in tree.iter("a"):
        _mend(link, base, chapters)
    whole = lxml.html.tostring(tree, encoding="unicode")
    return mark_safe(_xhtml(nh3.clean(whole, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)))  # noqa: S308 - cleaned


def _settle(picture: HtmlElement, name: str | None) -> None:
    """Put the package's own file into the picture's place, or a note that says what it shows."""
    alt = next(picture.iter("img")).get("alt") or ""
    if name:
        put = lxml.html.Element("img", src=name, alt=alt)
    else:
        put = lxml.html.Element("p")
        put.text = f"[{gettext('Picture')}: {alt}]" if alt else f"[{gettext('Picture')}]"
    put.tail = picture.tail
    picture.getparent().replace(picture, put)


def _mend(link: HtmlElement, base: str, chapters: Mapping[str, str]) -> None:
    """Lead to a chapter of this edition where there is one, else to a whole address; what is none is no link."""
    address = _address(link.get("href") or "", base)
    inside = chapters.get(address.partition("#")[0]) if address else None
    if inside or address:
        link.set("href", inside or address or "")
    else:
        link.attrib.pop("href", None)


def _address(written: str, base: str) -> str | None:
    try:
        parts = urlsplit(urljoin(base, written.strip()))
        host = parts.hostname.encode("idna").decode() if parts.hostname else ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or (parts.scheme.startswith("http") and not host):
        return None
    return str(iri_to_uri(parts._replace(netloc=f"{host}{port}").geturl()))


def _xhtml(html: str) -> str:
    """Well-formed XML of cleaned HTML, without the element around it."""
    tree = lxml.html.fragment_fromstring(html.strip() or " ", create_parent="div")
    inner = "".join(etree.tostring(child, encoding="unicode", method="xml") for child in tree)
    text = lxml.html.Element("p")
    text.text = tree.text
    return f"{etree.tostring(text, encoding='unicode', method='xml')[3:-4] if tree.text else ''}{inner}".strip()
