"""Running text: what stands inside a paragraph, as the newsroom's editor writes it."""

from __future__ import annotations

import html
import re

import nh3
from lxml.html import HtmlElement

from masthead.importers.wordpress.links import link
from masthead.importers.wordpress.losses import Losses

BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
STRUCK = frozenset({"del", "s", "strike"})
_EDGES = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_EMPTY = re.compile(r"<(b|i|a)(?: [^>]*)?>((?:\s|<br>)*)</\1>")
_TAG = re.compile(r"<[^>]*>")


class Inline:
    """Writes elements as ``b``, ``i``, ``a``, ``br`` and text."""

    def __init__(self, own_hosts: frozenset[str], losses: Losses) -> None:
        self.own_hosts = own_hosts
        self.losses = losses

    def text(self, words: str | None, classic: bool) -> str:
        """Text; in the classic way of writing each line break is one."""
        if not words:
            return ""
        if not classic:
            return html.escape(_SPACES.sub(" ", words), quote=False)
        lines = html.escape(words, quote=False).split("\n")
        return "<br>".join(_SPACES.sub(" ", line) for line in lines)

    def element(self, element: HtmlElement, classic: bool) -> str:
        """One element with all that is in it; its tail is not."""
        tag = element.tag
        if tag == "br":
            return "<br>"
        if tag == "img":
            self.losses.add("picture")
            return ""
        inside = self.children(element, classic)
        if tag in STRUCK:
            self.losses.add("struck-out words, now plain")
        return self._wrapped(element, tag, inside)

    def children(self, element: HtmlElement, classic: bool) -> str:
        """All that is in the element."""
        parts = [self.text(element.text, classic)]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self.element(child, classic))
                if child.tag == "br" and classic and child.tail and child.tail.startswith("\n"):
                    child.tail = child.tail[1:]  # a break that was written both ways is one break
            parts.append(self.text(child.tail, classic))
        return "".join(parts)

    def _wrapped(self, element: HtmlElement, tag: str, inside: str) -> str:
        if tag in BOLD:
            return f"<b>{inside}</b>"
        if tag in ITALIC:
            return f"<i>{inside}</i>"
        if tag == "q":
            return f"“{inside}”"
        if tag == "a":
            address = link(element.get("href") or "", self.own_hosts)
            return f'<a href="{html.escape(address)}">{inside}</a>' if address else inside
        if tag in ("p", "div", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"):
            return f"<br>{inside}<br>"
        return inside


def tidy(inner: str, tags: frozenset[str] = frozenset({"b", "i", "a", "br"})) -> str:
    """Running text made safe once more, without empty elements and breaks at its edges."""
    before = None
    while before != inner:
        before = inner
        inner = _EDGES.sub("", _EMPTY.sub(r"\2", inner))
    return nh3.clean(
        inner, tags=set(tags), attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
    )


def words(inner: str) -> str:
    """Running text without its mark-up."""
    return " ".join(html.unescape(_TAG.sub("", inner.replace("<br>", " "))).split())
