"""WordPress's shortcodes: the few that carry words become HTML, the others are counted and their words kept.

A bracket in a newspaper is mostly no shortcode (“[sic]”, “[The minister] said”), so only what is known,
closed, has attributes, or has a name no word has, is taken for one.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from masthead.importers.wordpress.losses import Losses

# Every stretch has a bound: without one, a body of many opened and never closed brackets takes for ever.
_CODE = re.compile(r"\[(\[?)(/?)([A-Za-z][\w-]{0,60})((?:\s[^\[\]]{0,2000}?)?)(\s?/)?\](\]?)")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")
_IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_CAPTION = re.compile(r"\[(wp_caption|caption)\b([^\]]{0,2000})\](.{0,5000}?)\[/\1\]", re.DOTALL)
_EMBED = re.compile(r"\[embed\b[^\]]{0,500}\]\s{0,20}(\S{1,2000}?)\s{0,20}\[/embed\]", re.DOTALL)
KNOWN = frozenset(
    "audio video playlist gallery youtube vimeo soundcloud twitter tweet instagram facebook googlemaps map button "
    "contact-form contact-form-7 ninja_form gravityform mc4wp_form products product add_to_cart toc archives "
    "slideshow polldaddy spoiler highlight dropcap column row tabs tab accordion toggle divider".split()
)


def replace_shortcodes(text: str, losses: Losses) -> str:
    """``text`` without shortcodes; what carries words or an address is HTML afterwards."""
    if "[" not in text:
        return text
    text = _CAPTION.sub(_caption, text)
    text = _EMBED.sub(lambda found: _embed(html.unescape(found.group(1))), text)
    closed = set(re.findall(r"\[/([A-Za-z][\w-]*)\]", text))
    return _CODE.sub(lambda found: _replace(found, closed, losses), text)


def _caption(found: re.Match[str]) -> str:
    """Old form: the words are an attribute. New form: they follow the picture."""
    picture = _IMAGE.search(found.group(3))
    words = _attributes(found.group(2)).get("caption") or _IMAGE.sub("", found.group(3)).strip()
    shown = picture.group() if picture else ""
    return f'\n\n<figure class="wp-caption">{shown}<figcaption>{words}</figcaption></figure>\n\n'


def _embed(address: str) -> str:
    if urlsplit(address).scheme not in ("http", "https"):
        return ""
    return f'\n\n<figure class="wp-block-embed">{html.escape(address)}</figure>\n\n'


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(text)}


def _replace(found: re.Match[str], closed: set[str], losses: Losses) -> str:
    before, slash, name, rest, self_closing, after = found.groups()
    if before and after:
        return found.group()[1:-1]  # written twice, it is meant to be read
    if not _is_shortcode(name, rest, bool(self_closing), closed):
        return found.group()
    if slash:
        return before + after
    return before + _shortcode(name.lower(), _attributes(rest), losses) + after


def _is_shortcode(name: str, rest: str, self_closing: bool, closed: set[str]) -> bool:
    if name in closed or name.lower() in KNOWN or self_closing:
        return True
    if _ATTRIBUTE.search(rest):
        return True
    return not rest.strip() and "_" in name and name.islower()


def _shortcode(name: str, said: dict[str, str], losses: Losses) -> str:
    if name == "gallery":
        losses.add("gallery")
        losses.add("picture", len([one for one in said.get("ids", "").split(",") if one.strip()]))
        return "\n\n"
    if name in ("audio", "video", "playlist"):
        losses.add("sound or film")
        return "\n\n"
    losses.add(f"shortcode [{name}]")
    address = said.get("url") or said.get("src") or ""
    return _embed(address) if address.startswith("http") else ""
