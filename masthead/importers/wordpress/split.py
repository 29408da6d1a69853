"""Parting the text of an export into its head, its items and what stands between, without reading it whole.

Each item is then parsed by itself, so that a damaged one cannot take its neighbours with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from masthead.importers.exceptions import DangerousArchive, NotAnArchive

LARGEST_PIECE = 64 * 1024 * 1024
_TOKEN = re.compile(r"<!\[CDATA\[|<!--|<item[\s>/]|</item\s*>")
_LONGEST_TOKEN = 64  # kept back at the end of a piece, since a token may go on in the next
_ENOUGH_TO_CHECK = 8192
_LEADING = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A piece of the export. ``kind``: head, item, between, open (an item that never ends)."""

    kind: str
    xml: str


def split(texts: Iterable[str]) -> Iterator[Part]:
    """The parts in order. ``NotAnArchive``, ``DangerousArchive``."""
    splitter = _Splitter()
    for text in texts:
        yield from splitter.feed(text)
    yield from splitter.finish()


def check_beginning(text: str) -> None:
    """Refuse what begins like something else, and any document type: no WordPress export declares one."""
    leading = _LEADING.match(text)
    rest = text[leading.end() if leading else 0 :][:200].lower()
    if rest.startswith(("<!doctype html", "<html")):
        raise NotAnArchive("it is a web page, not a WordPress export (Tools, Export in WordPress makes one)")
    if rest.startswith("<!"):
        raise DangerousArchive("it declares a document type or entities, which no WordPress export does")
    if rest and not rest.startswith("<"):
        raise NotAnArchive("it is not XML, so it is no WordPress export (Tools, Export in WordPress makes one)")
    if rest and not rest.startswith("<rss"):
        raise NotAnArchive("it is XML but no WordPress export: its root is not <rss>")


class _Splitter:
    def __init__(self) -> None:
        self.buffer = ""
        self.scanned = 0  # up to here the buffer holds no token that matters
        self.start = 0  # where the part being gathered begins
        self.seeking = ""  # the end of a CDATA section or a comment we stand in
        self.kind = "head"
        self.is_checked = False

    def feed(self, text: str) -> Iterator[Part]:
        self.buffer += text
        if not self.is_checked:
            if len(self.buffer) < _ENOUGH_TO_CHECK:
                return
            self._check()
        yield from self._scan(len(self.buffer) - _LONGEST_TOKEN)
        if len(self.buffer) - self.start > LARGEST_PIECE:
            raise DangerousArchive(f"one item is larger than {LARGEST_PIECE // 1024 // 1024} MB")
        self.buffer = self.buffer[self.start :]
        self.scanned -= self.start
        self.start = 0

    def finish(self) -> Iterator[Part]:
        if not self.is_checked:
            self._check()
        yield from self._scan(len(self.buffer))
        rest = self.buffer[self.start :]
        if rest.strip():
            yield Part("open" if self.kind == "item" else self.kind, rest)

    def _check(self) -> None:
        self.is_checked = True
        if not self.buffer.strip():
            raise NotAnArchive("it is empty")
        check_beginning(self.buffer)

    def _scan(self, limit: int) -> Iterator[Part]:
        while self.scanned < limit:
            if self.seeking:
                end = self.buffer.find(self.seeking, self.scanned)
                if end < 0:
                    self.scanned = max(self.scanned, len(self.buffer) - len(self.seeking) + 1)
                    return
                self.scanned, self.seeking = end + len(self.seeking), ""
                continue
            token = _TOKEN.search(self.buffer, self.scanned)
            if token is None or token.start() >= limit:
                self.scanned = max(self.scanned, limit)
                return
            yield from self._take(token)

    def _take(self, token: re.Match[str]) -> Iterator[Part]:
        said = token.group()
        self.scanned = token.end()
        if said == "<!--":
            self.seeking = "-->"
        elif said.startswith("<![CDATA["):
            self.seeking = "]]>"
        elif said.startswith("</item"):
            if self.kind == "item":
                yield self._cut(token.end(), "item", "between")
        elif self.kind == "item":  # the one before was never closed
            yield self._cut(token.start(), "open", "item")
        else:
            yield self._cut(token.start(), self.kind, "item")

    def _cut(self, at: int, kind: str, following: str) -> Part:
        part = Part(kind, self.buffer[self.start : at])
        self.start, self.kind = at, following
        return part
