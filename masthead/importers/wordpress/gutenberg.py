"""Block bodies: the comments that mark blocks are taken away, and what stands only in them is written out."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping

from masthead.importers.wordpress.losses import Losses

_MARK = re.compile(r"<!--\s+(/?)wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(\{.*?\}\s+)?(/?)-->", re.DOTALL)
Piece = tuple[bool, str]
DEEPEST = 3
# Blocks that hold other blocks or only room between them: nothing is lost with them.
_SILENT = frozenset(
    "more nextpage spacer separator group column columns buttons missing post-content paragraph heading list "
    "list-item quote pullquote image cover media-text social-links template-part freeform".split()
)


def has_blocks(text: str) -> bool:
    """Whether the body was written with the block editor."""
    return "<!-- wp:" in text


class Unwrapper:
    """Takes one body apart. ``reusable``: bodies of synced patterns by their number."""

    def __init__(self, reusable: Mapping[str, str], losses: Losses) -> None:
        self.reusable = reusable
        self.losses = losses

    def unwrap(self, text: str, depth: int = 0) -> list[Piece]:
        """Pieces of HTML in order, one for each outermost block; true before what stands outside of any block."""
        pieces: list[Piece] = []
        inside: list[str] = []  # names of the blocks we stand in
        block: list[str] = []  # the outermost one's HTML so far
        at = 0
        for mark in _MARK.finditer(text):
            self._add(text[at : mark.start()], inside, block, pieces)
            at = mark.end()
            closing, name, _attributes, self_closing = mark.groups()
            if self_closing:
                self._put(self._alone(name, _read(mark.group(3)), depth), inside, block, pieces)
            elif not closing:
                inside.append(name)
                if name.endswith("gallery"):
                    self.losses.add("gallery")
            elif name in inside:
                del inside[len(inside) - 1 - inside[::-1].index(name) :]
            if not inside and block:
                pieces.append((name in ("freeform", "shortcode"), "".join(block)))
                block.clear()
        self._add(text[at:], inside, block, pieces)
        return [*pieces, (False, "".join(block))] if block else pieces

    def _add(self, text: str, inside: list[str], block: list[str], pieces: list[Piece]) -> None:
        if inside:
            block.append(text)
        elif text.strip():
            pieces.append((True, text))

    def _put(self, found: list[Piece], inside: list[str], block: list[str], pieces: list[Piece]) -> None:
        if inside:
            block.extend(text for _classic, text in found)
        else:
            pieces.extend(found)

    def _alone(self, name: str, said: dict[str, object], depth: int) -> list[Piece]:
        """A block without HTML of its own: another place's words, or something the old site made itself."""
        if name == "block":
            again = self.reusable.get(str(said.get("ref", "")))
            if again is None or depth >= DEEPEST:
                self.losses.add("reusable block that is not in the file")
                return []
            return self.unwrap(again, depth + 1)
        address = said.get("url")
        if isinstance(address, str) and name.startswith(("embed", "core-embed/")):
            return [(False, f'<figure class="wp-block-embed">{html.escape(address)}</figure>')]
        if name not in _SILENT:
            self.losses.add(f"block “{name}”")
        return []


def _read(attributes: str | None) -> dict[str, object]:
    try:
        found = json.loads(attributes or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
