"""A small printed paper to make mirrors of, as the press leaves it in the site folder."""

from __future__ import annotations

import gzip
from pathlib import Path

from masthead.press.mirrors import policy
from masthead.press.mirrors.making import Made, make_mirror
from masthead.press.mirrors.minisign import SecretKey, make_key
from masthead.press.mirrors.site import Site
from masthead.press.targets.places import place_of, place_of_moved

ADDRESS = "https://tideway.example"
STYLE = "@font-face{font-family:T;src:url(/static/fonts/t.0123456789ab.woff2)}h1{font-family:T}"
SCRIPT = "document.documentElement.classList.add('js')"
HEAD = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' {policy.hash_of(SCRIPT)}; \
style-src {policy.hash_of(STYLE)}; upgrade-insecure-requests">
<link rel="canonical" href="{ADDRESS}/">
<link rel="preload" href="/static/fonts/t.0123456789ab.woff2" as="font" crossorigin>
<style>{STYLE}</style><script>{SCRIPT}</script></head>"""


class Newsstand:
    """A data folder with a printed site, the folder of a mirror, and the key."""

    def __init__(self, ground: Path) -> None:
        self.data = ground / "data"
        self.root = self.data / "site"
        self.static = self.data / "static"
        self.media = self.data / "media"
        self.folder = ground / "mirror"
        self.key: SecretKey = make_key()
        for path in (self.root, self.static, self.media):
            path.mkdir(parents=True)
        self.put(self.static, "fonts/t.0123456789ab.woff2", "a font")
        self.put(self.static, "fonts/OFL-T.txt", "its licence")
        self.put(self.media, "images/quay_x4Gw1Pq.webp", "a picture")
        self.put(self.media, "images/of-a-draft_a1B2c3D.webp", "not out yet")
        self.put(self.media, "original_images/quay.jpg", "with the place where it was taken")
        self.page("/", '<a href="/city/">City</a><img src="/media/images/quay_x4Gw1Pq.webp">')
        self.page("/city/", '<a href="/">Front</a>')
        self.print("/feed.xml", f"<rss><link>{ADDRESS}/</link></rss>")
        self.print("/404.html", "not here")

    def page(self, path: str, body: str, head: str = HEAD) -> None:
        """Print a page of HTML."""
        self.print(path, f"{head}<body><h1>A page</h1>{body}</body></html>")

    def print(self, path: str, text: str) -> None:
        """Print any address."""
        name = place_of(path)
        self.put(self.root, name, text)
        (self.root / f"{name}.gz").write_bytes(gzip.compress(text.encode()))

    def move(self, old: str, new: str) -> None:
        """Have an old address lead to a new one."""
        self.put(self.root, place_of_moved(old), new)

    def take_down(self, path: str) -> None:
        """Remove a page."""
        for ending in ("", ".gz"):
            (self.root / f"{place_of(path)}{ending}").unlink()

    def put(self, root: Path, name: str, text: str) -> None:
        """Write a file."""
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    @property
    def site(self) -> Site:
        """The printed paper as a mirror sees it."""
        return Site(self.root, self.static, self.media, ADDRESS)

    def mirror(self) -> Made:
        """Make or renew the mirror."""
        return make_mirror(self.site, self.folder, self.data, self.key)

    def text(self, name: str) -> str:
        """A file of the mirror."""
        return (self.folder / name).read_text(encoding="utf-8")

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the mirror."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }
