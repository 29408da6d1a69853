"""Fourth stage for bodies: clean HTML to the blocks of a story."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from masthead.importers.wordpress.clean import clean_body
from masthead.importers.wordpress.inline import BOLD, ITALIC, STRUCK, Inline, tidy, words
from masthead.importers.wordpress.links import card, is_bare_address, provider
from masthead.importers.wordpress.losses import Losses
from masthead.importers.wordpress.tables import read_table

Block = tuple[str, Any]
_RUNNING = BOLD | ITALIC | STRUCK | frozenset(
    "a abbr acronym br code ins kbd mark q small span sub sup tt u".split()
)  # fmt: skip
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BREAKS = re.compile(r"<br>(?:\s*<br>)+")
_LANGUAGE = re.compile(r"(?:language-|lang-|brush:\s*)([a-z0-9+#-]{1,20})")


def read_body(text: str, reusable: Mapping[str, str], own_hosts: frozenset[str], losses: Losses) -> list[Block]:
    """The body as (kind of block, its value), without ids."""
    writer = _Writer(own_hosts, losses)
    for classic, piece in clean_body(text, reusable, losses):
        writer.piece(piece, classic)
    writer.end_text()
    return writer.blocks


class _Writer:
    def __init__(self, own_hosts: frozenset[str], losses: Losses) -> None:
        self.inline = Inline(own_hosts, losses)
        self.losses = losses
        self.blocks: list[Block] = []
        self.run: list[str] = []  # the paragraph being gathered
        self.paragraphs: list[str] = []  # paragraphs that will stand in one block

    def piece(self, piece: str, classic: bool) -> None:
        """A piece of clean HTML."""
        root = lxml_html.fragment_fromstring(piece, create_parent="div")
        self.flow(root, classic)
        self.end_paragraph()

    def flow(self, element: HtmlElement, classic: bool) -> None:
        """What stands in a container: running text and blocks, mixed."""
        self.words(element.text, classic)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in _RUNNING and not _holds_blocks(child):
                self.run.append(self.inline.element(child, classic))
            elif tag in _RUNNING:
                self.flow(child, classic)
            elif tag:
                self.end_paragraph()
                self.block(child, tag, classic)
            tail = child.tail
            if tail and tag == "br" and classic:
                tail = tail.removeprefix("\n")
            self.words(tail, classic)

    def words(self, text: str | None, classic: bool) -> None:
        """Text in a container; in the classic way a blank line ends the paragraph."""
        if not text:
            return
        parts = _BLANK_LINE.split(text) if classic else [text]
        for place, part in enumerate(parts):
            if place:
                self.end_paragraph()
            self.run.append(self.inline.text(part, classic))

    def end_paragraph(self) -> None:
        """Close the paragraph that was being gathered."""
        run, self.run = "".join(self.run), []
        for part in _BREAKS.split(run):
            self.paragraph(tidy(part))

    def paragraph(self, inner: str) -> None:
        """A paragraph, or a link card when it is but an address of a known place."""
        said = words(inner)
        if not said:
            return
        if is_bare_address(said) and provider(said):
            self.embed(said)
        elif is_bare_address(said) and "<a" not in inner:
            self.paragraphs.append(f'<p><a href="{html.escape(said)}">{html.escape(said, quote=False)}</a></p>')
        else:
            self.paragraphs.append(f"<p>{inner}</p>")

    def end_text(self) -> None:
        """Make one block of the paragraphs gathered so far."""
        if self.paragraphs:
            self.blocks.append(("paragraph", "".join(self.paragraphs)))
            self.paragraphs = []

    def put(self, kind: str, value: Any) -> None:
        """A block that is not a paragraph."""
        self.end_text()
        self.blocks.append((kind, value))

    def embed(self, address: str, title: str = "") -> None:
        """A link card, if the address is one."""
        value = card(address, title)
        if value:
            self.put("embed", value)
        else:
            self.losses.add("embedded page without a usable address")

    def block(self, element: HtmlElement, tag: str, classic: bool) -> None:
        """One block-level element."""
        writer = getattr(self, f"_{_KINDS.get(tag, 'container')}")
        writer(element, classic)

    def _container(self, element: HtmlElement, classic: bool) -> None:
        self.flow(element, classic)
        self.end_paragraph()

    def _heading(self, element: HtmlElement, classic: bool) -> None:
        said = words(self.inline.children(element, False))
        if said:
            self.put("heading", said)

    def _list(self, element: HtmlElement, classic: bool) -> None:
        entries = self._entries(element, "")
        if entries:
            self.put("list", {"ordered": element.tag == "ol", "entries": entries})

    def _entries(self, element: HtmlElement, before: str) -> list[str]:
        """Entries of a list; those of a list inside follow their own, marked with a dash."""
        found: list[str] = []
        for entry in element:
            if entry.tag in ("ul", "ol"):
                found += self._entries(entry, before + "– ")
                continue
            inner = [child for child in entry if child.tag in ("ul", "ol")]
            for child in inner:
                child.drop_tree()
            text = tidy(_BREAKS.sub("<br>", self.inline.children(entry, False)))
            if words(text):
                found.append(f"<p>{before}{text}</p>")
            for child in inner:
                found += self._entries(child, before + "– ")
        return found

    def _terms(self, element: HtmlElement, classic: bool) -> None:
        for child in element:
            text = tidy(_BREAKS.sub("<br>", self.inline.children(child, False)))
            if words(text):
                self.paragraphs.append(f"<p><b>{text}</b></p>" if child.tag == "dt" else f"<p>{text}</p>")

    def _quote(self, element: HtmlElement, classic: bool) -> None:
        source = self._source(element)
        inner = _Writer(self.inline.own_hosts, self.losses)
        inner.flow(element, classic)
        inner.end_paragraph()
        inner.end_text()
        text = [tidy(part, frozenset({"i", "br"})) for part in _quoted(inner.blocks)]
        shown = "".join(f"<p>{part}</p>" for part in text if words(part))
        if shown:
            self.put("quote", {"text": shown, "source": source[:255], "role": ""})
        for kind, value in inner.blocks:
            if kind in ("embed", "code", "table"):
                self.put(kind, value)

    def _source(self, element: HtmlElement) -> str:
        found = [one for one in element.iter("cite", "footer") if one.tag == "footer" or one.getnext() is None]
        if not found:
            return ""
        said = words(self.inline.children(found[-1], False)).lstrip("—–- ")
        found[-1].drop_tree()
        return said

    def _figure(self, element: HtmlElement, classic: bool) -> None:
        kind = element.get("class") or ""
        caption = self._figcaption(element)
        if "embed" in kind and element.find(".//iframe") is None and element.find(".//blockquote") is None:
            self.embed(words(self.inline.children(element, False)).split(" ")[0], caption)
        elif (table := element.find(".//table")) is not None:
            self._table(table, classic, caption)
        elif (frame := element.find(".//iframe")) is not None:
            self.embed(frame.get("src") or "", caption or frame.get("title") or "")
        else:
            self.flow(element, False)  # words of a caption say little without their picture: those are left out
            self.end_paragraph()

    def _figcaption(self, element: HtmlElement) -> str:
        """The words under a figure; they are taken out of it."""
        found = [one for one in element.iter("figcaption") if one.getparent() is element]
        said = " ".join(words(Inline(frozenset(), Losses()).children(one, False)) for one in found)
        for one in found:
            one.drop_tree()
        return said

    def _leave_out(self, element: HtmlElement, classic: bool) -> None:
        """A caption outside a figure of its own, such as a gallery's."""

    def _table(self, element: HtmlElement, classic: bool, caption: str = "") -> None:
        own = element.find("caption")
        if own is not None:
            caption = caption or words(self.inline.children(own, False))
            own.drop_tree()
        table = read_table(element, lambda cell: words(self.inline.children(cell, False)))
        if table:
            self.put("table", {"caption": caption, "table": table})

    def _code(self, element: HtmlElement, classic: bool) -> None:
        kind = f"{element.get('class') or ''} {' '.join(one.get('class') or '' for one in element.iter('code'))}"
        for line_break in list(element.iter("br")):
            line_break.tail = "\n" + (line_break.tail or "")
        text = element.text_content().strip("\n")
        if "verse" in kind:
            lines = self.inline.text(text, True)
            self.paragraphs.append(f"<p>{tidy(lines)}</p>")
        elif text.strip():
            language = _LANGUAGE.search(kind)
            self.put("code", {"code": text, "language": language.group(1) if language else "", "caption": ""})

    def _divider(self, element: HtmlElement, classic: bool) -> None:
        self.put("divider", None)

    def _frame(self, element: HtmlElement, classic: bool) -> None:
        self.embed(element.get("src") or "", element.get("title") or "")

    def _sound(self, element: HtmlElement, classic: bool) -> None:
        self.losses.add("sound or film")

    def _picture(self, element: HtmlElement, classic: bool) -> None:
        self.losses.add("picture")

    def _summary(self, element: HtmlElement, classic: bool) -> None:
        said = tidy(self.inline.children(element, False))
        if words(said):
            self.paragraphs.append(f"<p><b>{said}</b></p>")


_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "ul": "list", "ol": "list", "dl": "terms", "blockquote": "quote", "figure": "figure", "table": "table",
    "pre": "code", "hr": "divider", "iframe": "frame", "audio": "sound", "video": "sound", "img": "picture",
    "summary": "summary", "figcaption": "leave_out",
}  # fmt: skip


def _holds_blocks(element: HtmlElement) -> bool:
    """Whether an element of running text has a block in it, as old editors wrote."""
    return any(
        isinstance(inner.tag, str) and inner.tag not in _RUNNING and inner.tag != "img"
        for inner in element.iterdescendants()
    )


def _quoted(blocks: list[Block]) -> list[str]:
    """What can be said in a quote, paragraph by paragraph."""
    found: list[str] = []
    for kind, value in blocks:
        if kind == "paragraph":
            found += re.findall(r"<p>(.*?)</p>", value, re.DOTALL)
        elif kind == "heading":
            found.append(value)
        elif kind == "list":
            found += [entry[3:-4] for entry in value["entries"]]
        elif kind == "quote":
            found += re.findall(r"<p>(.*?)</p>", value["text"], re.DOTALL)
    return found
