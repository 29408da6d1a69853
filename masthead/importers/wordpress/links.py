"""Addresses inside a body: kept, made part of the new paper, or turned into link cards."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_BARE = re.compile(r"https?://\S+")
# Where WordPress would have fetched a player or a card for an address that stands on a line by itself.
PROVIDERS = {
    "youtube.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo", "twitter.com": "X", "x.com": "X",
    "facebook.com": "Facebook", "instagram.com": "Instagram", "tiktok.com": "TikTok", "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify", "flickr.com": "Flickr", "ted.com": "TED", "dailymotion.com": "Dailymotion",
    "reddit.com": "Reddit", "t.me": "Telegram", "wordpress.tv": "WordPress.tv", "videopress.com": "VideoPress",
    "slideshare.net": "SlideShare", "scribd.com": "Scribd", "issuu.com": "Issuu", "imgur.com": "Imgur",
    "mixcloud.com": "Mixcloud", "datawrapper.de": "Datawrapper", "bsky.app": "Bluesky", "pinterest.com": "Pinterest",
    "tumblr.com": "Tumblr", "polldaddy.com": "Crowdsignal", "crowdsignal.com": "Crowdsignal",
}  # fmt: skip
_OWN_FILES = ("/wp-content/", "/wp-admin", "/wp-includes/", "/wp-login")


def provider(address: str) -> str:
    """Who shows what is at the address, when we know them."""
    host = (_parts(address)[1] or "").lower()
    parts = host.split(".")
    return next((PROVIDERS[name] for name in (".".join(parts[-2:]), host) if name in PROVIDERS), "")


def is_bare_address(text: str) -> bool:
    """Whether a line is nothing but an address."""
    return bool(_BARE.fullmatch(text.strip()))


def page_of_player(address: str) -> str:
    """The page that a player belongs to: readers follow a link, they load no player."""
    _scheme, host, path, query = _parts(address)
    if host.endswith(("youtube.com", "youtube-nocookie.com")):
        found = re.match(r"/(?:embed|v)/([\w-]{6,})", path)
        if found and found.group(1) != "videoseries":
            return f"https://www.youtube.com/watch?v={found.group(1)}"
    if host == "player.vimeo.com" and (found := re.match(r"/video/(\d+)", path)):
        return f"https://vimeo.com/{found.group(1)}"
    if host.endswith(("w.soundcloud.com", "facebook.com")):
        inner = parse_qs(query).get("url") or parse_qs(query).get("href")
        return inner[0] if inner and inner[0].startswith("http") else address
    return f"https:{address}" if address.startswith("//") else address


def card(address: str, title: str = "") -> dict[str, str] | None:
    """A link card's values; ``None`` when the address leads nowhere."""
    address = page_of_player(address.strip())
    scheme, host, _path, _query = _parts(address)
    if scheme not in ("http", "https") or not host or len(address) > 2000 or re.search(r"[\s<>\"]", address):
        return None
    shown = re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")
    return {"address": address, "title": title or shown[:120], "site": provider(address)}


def link(address: str, own_hosts: frozenset[str]) -> str:
    """An address for ``href``: within the old site from the root, so that it moves along; ``""`` for none."""
    address = address.strip()
    scheme, host, path, query = _parts(address)
    if not address or address.startswith("#") or (scheme and scheme not in ("http", "https", "mailto", "tel")):
        return ""
    if scheme in ("http", "https") and host.removeprefix("www.") in own_hosts and not path.startswith(_OWN_FILES):
        return f"/{path.lstrip('/')}" + (f"?{query}" if query else "")  # “//x” would be another host
    return address


def _parts(address: str) -> tuple[str, str, str, str]:
    try:
        parts = urlsplit(address)
        return parts.scheme.lower(), (parts.hostname or "").lower(), parts.path, parts.query
    except ValueError:  # “http://[bad”
        return "", "", "", ""
