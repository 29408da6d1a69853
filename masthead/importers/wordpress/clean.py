"""Third stage: a body as WordPress kept it to HTML that holds nothing but known elements."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import nh3

from masthead.importers.wordpress.gutenberg import Unwrapper, has_blocks
from masthead.importers.wordpress.losses import Losses
from masthead.importers.wordpress.shortcodes import replace_shortcodes

_TAGS = set(
    "a abbr acronym address article aside audio b blockquote br caption center cite code dd del details div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li main mark ol p pre q s section small "
    "span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul video".split()
)
_CLEARED = set("script style form noscript svg select textarea button template math object applet".split())
_ATTRIBUTES = {
    "*": {"class"}, "a": {"href"}, "iframe": {"src", "title"}, "img": {"src", "alt"}, "audio": {"src"},
    "video": {"src"}, "td": {"colspan"}, "th": {"colspan"}, "ol": {"start"},
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
_OBJECT = re.compile(r"<object\b.*?</object>|<embed\b[^>]*>(?:\s*</embed>)?", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"""(?:src|value|data)\s*=\s*["'](https?://[^"'\s]+)""", re.IGNORECASE)
_PAUSES = re.compile(r"<!--\s*(?:more|nextpage|noteaser)\b.*?-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FORM = re.compile(r"<form\b", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


def clean_body(text: str, reusable: Mapping[str, str], losses: Losses) -> list[tuple[bool, str]]:
    """The body as safe HTML in pieces; true before a piece whose line breaks mean something (classic)."""
    if has_blocks(text):
        pieces = Unwrapper(reusable, losses).unwrap(text)
    else:
        pieces = [(True, text)]
    return [(classic, _clean(piece, losses)) for classic, piece in pieces]


def _clean(piece: str, losses: Losses) -> str:
    piece = _COMMENT.sub("", _PAUSES.sub("\n\n", piece.replace("\r\n", "\n").replace("\r", "\n")))
    piece = replace_shortcodes(piece, losses)
    losses.add("form", len(_FORM.findall(piece)))
    losses.add("script", len(_SCRIPT.findall(piece)))
    piece = _OBJECT.sub(_object, piece)
    return nh3.clean(
        piece, tags=_TAGS, clean_content_tags=_CLEARED, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
    )


def _object(found: re.Match[str]) -> str:
    """What once was a film for a plug-in, as its address."""
    address = _ADDRESS.search(found.group())
    return f'<figure class="wp-block-embed">{html.escape(address.group(1))}</figure>' if address else ""


def plain(text: str) -> str:
    """Words without any mark-up, spaces set right."""
    bare = nh3.clean(_COMMENT.sub("", text), tags=set(), clean_content_tags=_CLEARED | {"head", "title"})
    return " ".join(html.unescape(bare).split())


def shortened(text: str, longest: int) -> str:
    """``text`` cut at a word, with an ellipsis, when it is longer than that."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–—-") + "…"
