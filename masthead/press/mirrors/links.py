"""Addresses of the paper as seen from one file of a mirror: relative, so that they work wherever the copy lies."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from masthead.press.mirrors.site import Site

_CSS_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(\s+[^,]+)?\s*(?:,|$)")


class Links:
    """Rewrites addresses for the file ``name`` and remembers the static and media files it needs in ``used``."""

    def __init__(self, site: Site, name: str) -> None:
        self.site = site
        self.name = name
        self.used: set[str] = set()

    def to(self, address: str) -> str:
        """The address as this file must say it. What is dynamic or not in the copy is at the public address."""
        text = address.strip()
        if text.startswith("//"):
            return f"https:{text}"  # of a page from a disk it would be a file
        own = text.removeprefix(self.site.address)
        if own != text and (not own or own[0] in "/?#"):
            text = own if own.startswith("/") else f"/{own}"
        if not text.startswith("/"):
            return address
        parts = urlsplit(text)
        name, elsewhere = self.site.find(text)
        if not name:
            return elsewhere if "#" in elsewhere or not parts.fragment else f"{elsewhere}#{parts.fragment}"
        if name not in self.site.files:
            self.used.add(name)
        return self._from_here(name) + (f"#{parts.fragment}" if parts.fragment else "")

    def to_each(self, srcset: str) -> str:
        """The same for every candidate of a ``srcset``."""
        return ", ".join(self.to(found.group(1)) + (found.group(2) or "") for found in _CANDIDATE.finditer(srcset))

    def in_css(self, css: str) -> str:
        """The same for every ``url()`` of a stylesheet."""

        def rewritten(found: re.Match[str]) -> str:
            new = self.to(self._whole(found.group(2).strip()))
            return f"url({found.group(1)}{new}{found.group(1)})"

        return _CSS_URL.sub(rewritten, css)

    def _whole(self, address: str) -> str:
        """A stylesheet among the static files names its neighbours by where it lies itself."""
        if self.name.startswith("static/") and not _WHOLE.match(address):
            return urljoin(f"/{self.name}", address)
        return address

    def _from_here(self, name: str) -> str:
        here, there = self.name.split("/")[:-1], name.split("/")
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        return "../" * (len(here) - shared) + quote("/".join(there[shared:]), safe="/~@!$&*+,;=")
