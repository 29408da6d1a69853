"""A printed page as it stands in a mirror: every link relative, and only what works from a disk too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

from masthead.press.mirrors import policy
from masthead.press.mirrors.links import Links

_ATTRIBUTES = r"""(?:[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)"""
_PIECE = re.compile(
    rf"""<!--.*?-->
    |<(?P<block>script|style)(?P<of_block>(?=[\s/>]){_ATTRIBUTES})>(?P<text>.*?)</(?P=block)\s*>
    |<(?P<tag>a|area|link|meta|img|source|audio|video|track|form|button|input|image|use|blockquote|q)
     (?P<of_tag>(?=[\s/>]){_ATTRIBUTES})>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_REFRESH = re.compile(r"(\s*\d+\s*[;,]\s*(?:url\s*=\s*)?)(['\"]?)(.+)\2\s*", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset[^>]*>)?", re.IGNORECASE)
POLICY = "content-security-policy"
ADDRESSES = {"href", "src", "poster", "action", "formaction", "cite", "xlink:href"}
SETS = {"srcset", "imagesrcset"}
# Hints and manifests are fetched as from another host, which no page from a disk may do.
DROPPED_LINKS = {"preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
# Modules are fetched as from another host, too.
DROPPED_SCRIPTS = {"module", "importmap", "speculationrules"}
_PLACE = "\0policy\0"


@dataclass
class _Page:
    links: Links
    allowed: set[str]
    has_policy: bool
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)


def mirrored(html: str, links: Links) -> str:
    """The page for the mirror; ``links`` knows where it stands."""
    html = html.replace("\0", "")
    printed = _policy_of(html)
    page = _Page(links, policy.hashes_in(printed or ""), printed is not None)
    html = _PIECE.sub(lambda found: _piece(found, page), html)
    content = policy.mirrored(page.scripts, page.styles, links.site.address).replace('"', "&quot;")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    if page.has_policy:
        return html.replace(_PLACE, tag, 1).replace(_PLACE, "")
    return _HEAD.sub(lambda found: f"{found.group(0)}\n{tag}", html, count=1)


def _policy_of(html: str) -> str | None:
    for found in _PIECE.finditer(html):
        if (found.group("tag") or "").lower() == "meta":
            facts = _attributes(found.group("of_tag"))
            if facts.get("http-equiv", "").lower() == POLICY:
                return facts.get("content", "")
    return None


def _piece(found: re.Match[str], page: _Page) -> str:
    whole = found.group(0)
    block, tag = (found.group("block") or "").lower(), (found.group("tag") or "").lower()
    if block == "script":
        return _script(whole, found.group("of_block"), found.group("text"), page)
    if block == "style":
        return _style(found, page)
    if tag == "link":
        return _link(whole, found.group("of_tag"), page)
    if tag == "meta":
        return _meta(whole, found.group("of_tag"), page)
    if tag:
        return _with_addresses(whole, found.group("of_tag"), page)
    return whole


def _script(whole: str, attributes: str, text: str, page: _Page) -> str:
    facts = _attributes(attributes)
    if facts.get("type", "").lower() in DROPPED_SCRIPTS:
        return ""
    if "src" in facts:
        name, _ = page.links.site.find(facts["src"])
        works = name and not page.links.site.asks_server(name)
        return _with_addresses(whole, attributes, page) if works else ""
    if policy.hash_of(text) in page.allowed:
        page.scripts.append(policy.hash_of(text))
    return whole


def _style(found: re.Match[str], page: _Page) -> str:
    old = found.group("text")
    new = page.links.in_css(old)
    # A page without a policy of its own has no scripts of ours either; a style can do no harm.
    if not page.has_policy or policy.hash_of(old) in page.allowed:
        page.styles.append(policy.hash_of(new))
    return f"<style{found.group('of_block')}>{new}</{found.group('block')}>"


def _link(whole: str, attributes: str, page: _Page) -> str:
    kinds = set(_attributes(attributes).get("rel", "").lower().split())
    if kinds & DROPPED_LINKS:
        return ""
    if "canonical" in kinds:  # says where the original is
        return whole
    return _with_addresses(whole, attributes, page)


def _meta(whole: str, attributes: str, page: _Page) -> str:
    facts = _attributes(attributes)
    kind = facts.get("http-equiv", "").lower()
    if kind == POLICY:
        return _PLACE
    found = _REFRESH.fullmatch(facts.get("content", "")) if kind == "refresh" else None
    if found:
        content = escape(found.group(1) + page.links.to(found.group(3)))
        return f'<meta http-equiv="refresh" content="{content}">'
    return whole


def _with_addresses(whole: str, attributes: str, page: _Page) -> str:
    """The tag with its addresses rewritten, and without what asks for the headers of another host."""

    def attribute(found: re.Match[str]) -> str:
        name, raw = found.group(1).lower(), found.group(2)
        if name in ("crossorigin", "integrity"):
            return ""
        if raw is None or name not in ADDRESSES | SETS:
            return found.group(0)
        old = _value(raw)
        new = page.links.to_each(old) if name in SETS else page.links.to(old)
        return found.group(0) if new == old else f' {found.group(1)}="{escape(new)}"'

    start = whole.index(attributes, 1) if attributes else len(whole)
    return whole[:start] + _ATTRIBUTE.sub(attribute, attributes) + whole[start + len(attributes) :]


def _attributes(text: str) -> dict[str, str]:
    return {found.group(1).lower(): _value(found.group(2) or "") for found in _ATTRIBUTE.finditer(text)}


def _value(raw: str) -> str:
    return unescape(raw[1:-1] if raw[:1] in ("'", '"') else raw)
