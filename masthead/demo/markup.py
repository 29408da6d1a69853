"""Reading the demo's story files: TOML between ``+++`` lines, then a small Markdown for our blocks.

``parse`` answers the front matter and a list of blocks as ``(name, value)``, where values are plain:
texts are HTML of one or more paragraphs, pictures and stories are named, not looked up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\*)\*(?!\s)(.+?)(?<!\s)\*(?!\*)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")

Block = tuple[str, Any]


@dataclass(frozen=True)
class StoryFile:
    """A story as it stands in its file."""

    facts: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)


def parse(text: str) -> StoryFile:
    """A story file. ``ValueError`` when its front matter is broken."""
    _, front, body = text.split("+++\n", 2)
    return StoryFile(tomllib.loads(front), list(blocks(body)))


def blocks(body: str) -> Iterator[Block]:
    """The blocks of a body; paragraphs that follow each other are one text block."""
    paragraphs: list[str] = []
    for kind, value in _raw(body):
        if kind == "paragraph":
            paragraphs.append(f"<p>{value}</p>")
            continue
        if paragraphs:
            yield "paragraph", "".join(paragraphs)
            paragraphs = []
        yield kind, value
    if paragraphs:
        yield "paragraph", "".join(paragraphs)


def _raw(body: str) -> Iterator[Block]:
    chunks = _chunks(body.strip().split("\n"))
    for lines in chunks:
        first = lines[0]
        if first.startswith("::"):
            yield from _directive(lines)
        elif first.startswith(("## ", "### ")):
            yield "heading", first.lstrip("# ").strip()
            if len(lines) > 1:
                yield "paragraph", in_line(" ".join(lines[1:]))
        elif first.startswith(">"):
            yield "quote", _quote(lines)
        elif first.startswith("|"):
            yield "table", _table(lines)
        elif re.match(r"[-*] |\d+\. ", first):
            yield "list", {"ordered": first[0].isdigit(), "entries": _entries(lines)}
        else:
            yield "paragraph", in_line(" ".join(lines))


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """Lines between blank ones; a ``::points`` or ``::code`` runs to its ``::end``, whatever is inside."""
    chunk: list[str] = []
    fenced = False
    for line in lines:
        if not fenced and re.match(r"::(points|code)\b", line):
            if chunk:
                yield chunk
            chunk, fenced = [line], True
        elif fenced and line.strip() == "::end":
            yield chunk
            chunk, fenced = [], False
        elif fenced or line.strip():
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _directive(lines: list[str]) -> Iterator[Block]:
    name, _, rest = lines[0][2:].partition(" ")
    if name == "picture":
        yield "picture", _use(rest, "|")
    elif name == "gallery":
        yield "gallery", [_use(part, ";") for part in rest.split("|")]
    elif name == "related":
        yield "related", rest.strip()
    elif name == "points":
        yield "points", _entries(lines[1:])
    elif name == "embed":
        address, title, site = (part.strip() for part in f"{rest}||".split("|")[:3])
        yield "embed", {"address": address, "title": title, "site": site}
    elif name == "code":
        yield "code", {"language": rest.strip(), "code": "\n".join(lines[1:]), "caption": ""}
    elif name == "divider":
        yield "divider", None
    else:
        raise ValueError(f"no such directive: {name}")


def _use(text: str, separator: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(separator)] + ["", "", ""]
    return {"picture": parts[0], "alt": parts[1], "caption": parts[2], "credit": parts[3]}


def _entries(lines: list[str]) -> list[str]:
    entries: list[str] = []
    for line in lines:
        mark = re.match(r"(?:[-*]|\d+\.) +", line)
        if mark:
            entries.append(line[mark.end() :])
        elif entries and line.strip():
            entries[-1] += " " + line.strip()
    return [in_line(entry) for entry in entries]


def _quote(lines: list[str]) -> dict[str, str]:
    said = [line.lstrip("> ").rstrip() for line in lines]
    source, role = "", ""
    if said and said[-1][:1] in "—–":
        source, _, role = said.pop().lstrip("—– ").partition(",")
    paragraphs = re.split(r"\n{2,}", "\n".join(said).strip())
    text = "".join(f"<p>{in_line(part.replace(chr(10), ' '))}</p>" for part in paragraphs)
    return {"text": text, "source": source.strip(), "role": role.strip()}


def _table(lines: list[str]) -> dict[str, Any]:
    caption = ""
    rows = []
    for line in lines:
        if line.startswith("Table:"):
            caption = line[6:].strip()
        elif line.startswith("|") and not re.fullmatch(r"\|[\s|:-]+\|?", line):
            rows.append([cell.strip().replace("**", "") for cell in line.strip().strip("|").split("|")])
    return {"caption": caption, "head": rows[0] if rows else [], "rows": rows[1:]}


def in_line(text: str) -> str:
    """Bold, italic and links as HTML; everything else is escaped."""
    html = escape(text.strip(), quote=False)
    html = _LINK.sub(r'<a href="\2">\1</a>', html)
    html = _BOLD.sub(r"<b>\1</b>", html)
    return _ITALIC.sub(r"<i>\1</i>", html)
