"""The printed paper as a mirror sees it: which files there are, and which file an address of the paper leads to."""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from masthead.press.mirrors.exceptions import SiteChanged
from masthead.press.mirrors.manifest import is_portable
from masthead.press.targets.places import ASKED, MOVED, place_of, place_of_moved

# Made for a server that hands them out under any address: their links would lead astray.
FOR_SERVERS = {"404.html", "503.html", "manifest.webmanifest"}
_ASKS = re.compile(r"\b(?:fetch|XMLHttpRequest|EventSource|WebSocket|sendBeacon|import)\b")
COMPRESSED = (".gz", ".br", ".zst")
MOST_HOPS = 5


class Site:
    """The site folder, and the static and media files that its pages use."""

    def __init__(self, root: Path, static: Path, media: Path, address: str) -> None:
        self.root, self.static, self.media, self.address = root, static, media, address
        self._asking: dict[str, bool] = {}
        # Originals of pictures are not public: they may carry a place or a serial number.
        self.roots = {"static/": static, "media/images/": media / "images", "media/documents/": media / "documents"}

    def again(self) -> Site:
        """The same paper, looked at afresh."""
        return Site(self.root, self.static, self.media, self.address)

    @cached_property
    def files(self) -> set[str]:
        """Every printed file by its name below the site folder, without redirects and compressed siblings."""
        return {name for name in self._all if not name.endswith(MOVED) and name not in FOR_SERVERS}

    @cached_property
    def moved(self) -> set[str]:
        """The files that say where an old address leads."""
        return {name for name in self._all if name.endswith(MOVED)}

    @cached_property
    def _all(self) -> list[str]:
        found = []
        for above, _, names in os.walk(self.root):
            inside = Path(above).relative_to(self.root).as_posix()
            for name in names:
                if not name.startswith(".") and not name.endswith(COMPRESSED):
                    found.append(name if inside == "." else f"{inside}/{name}")
        return [name for name in found if is_portable(name)]

    def read(self, name: str) -> bytes:
        """A printed file. ``SiteChanged``: the press has taken it away since we looked."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            raise SiteChanged(name) from None

    def beside(self, name: str) -> Path | None:
        """The static or media file of this name, if readers may have it and it is there."""
        for prefix, root in self.roots.items():
            if name.startswith(prefix) and is_portable(name):
                path = root / name.removeprefix(prefix)
                is_hidden = any(part.startswith(".") for part in name.split("/"))
                return path if not is_hidden and path.is_file() else None
        return None

    def asks_server(self, name: str) -> bool:
        """Whether a script talks to the paper's own server, and so has nothing to do in a copy."""
        if name not in self._asking:
            path = self.beside(name)
            self._asking[name] = path is None or bool(_ASKS.search(path.read_text(encoding="utf-8", errors="replace")))
        return self._asking[name]

    def find(self, address: str) -> tuple[str, str]:
        """Where an address such as ``/city/#top`` leads: a name in the mirror, or else a whole address."""
        for _ in range(MOST_HOPS):
            parts = urlsplit(address)
            path = unquote(parts.path)
            # A query changes no page, but may be part of an old address, such as /?p=12.
            target = self._target(f"{path}?{parts.query}") if parts.query else ""
            name = "" if target else self._name(path)
            if name:
                return name, ""
            target = target or self._target(path)
            if not target:
                break
            if not target.startswith("/") or target.startswith("//"):
                own = target.removeprefix(self.address)
                if own == target or not own.startswith("/"):
                    return "", target
                target = own
            address = target
        return "", self.address + address

    def _name(self, path: str) -> str:
        try:
            name = place_of(path)
        except ValueError:
            return ""
        if name in self.files or self.beside(name):
            return name
        folder = f"{name}/index.html"  # /city leads to /city/
        return folder if folder in self.files else ""

    def _target(self, asked: str) -> str:
        try:
            name = place_of_moved(asked)
        except ValueError:
            return ""
        return self.read(name).decode(errors="replace").strip() if name in self.moved else ""

    def moved_pages(self) -> dict[str, str]:
        """Old addresses that a folder of files can show: name of the small page -> where it leads.

        Left out: addresses with a query, and what would stand in the way of a page, also where case does not count.
        """
        taken = {name.casefold() for name in self.files}
        folders = {above for name in taken for above in _above(name)}
        found = {}
        for moved in sorted(self.moved):
            old = moved.removesuffix(MOVED)
            name = old if old.endswith((".html", ".htm")) else f"{old}/index.html"
            key = name.casefold()
            is_free = key not in taken and key not in folders and not any(above in taken for above in _above(key))
            if is_free and not moved.startswith(ASKED) and old != "index":
                found[name] = self.read(moved).decode(errors="replace").strip()
                taken.add(key)
                folders.update(_above(key))
        return found


def _above(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]
