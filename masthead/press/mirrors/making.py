"""Making a mirror: every printed page, and the static and media files that the pages use."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from masthead.press.mirrors import folders, manifest, pages, words
from masthead.press.mirrors.exceptions import MirrorError, SiteChanged
from masthead.press.mirrors.links import Links
from masthead.press.mirrors.manifest import MANIFEST, SIGNATURE
from masthead.press.mirrors.minisign import SecretKey
from masthead.press.mirrors.site import Site
from masthead.press.mirrors.staging import Staging
from masthead.press.mirrors.verifying import PUBLIC_KEY

MOST_TRIES = 5
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """What a run did."""

    files: int
    written: int
    removed: int

    @property
    def unchanged(self) -> int:
        """Files that were as they should be."""
        return self.files - self.written


def make_mirror(site: Site, folder: Path, data: Path, key: SecretKey, on_progress: Progress | None = None) -> Made:
    """Make the folder a signed copy of the printed paper.

    Raises ``MirrorError``; then what was there is still whole, or does not verify.
    """
    folder = folder.resolve()
    folders.refuse_inside(folder, data.resolve(), "the data folder")
    folders.refuse_inside(folder, site.root, "the printed site")
    if not (site.root / "index.html").is_file():
        raise MirrorError(f"{site.root}: no front page is printed yet. Run first: masthead print --all")
    staging = Staging(folder)
    try:
        with _alone(data):
            folders.refuse_foreign(folder, key.public)
            try:
                fresh_site = _collect_steadily(site, staging, key, on_progress)
                return _finish(fresh_site, staging, key)
            finally:
                staging.drop()
    except OSError as error:
        raise MirrorError(f"{error.filename or folder}: {error.strerror}. Mend it and run again.") from None


def _collect_steadily(site: Site, staging: Staging, key: SecretKey, on_progress: Progress | None) -> Site:
    """Collect all files; anew when the press took a page away meanwhile, so that no link leads nowhere."""
    for _ in range(MOST_TRIES):
        staging.begin()
        try:
            _collect(site, staging, key, on_progress)
            return site
        except SiteChanged:
            site = site.again()
    raise MirrorError("The press removes pages faster than they can be copied. Run again when it is done.")


def _collect(site: Site, staging: Staging, key: SecretKey, on_progress: Progress | None) -> None:
    language = words.language_of(site)
    used: set[str] = set()
    for place, name in enumerate(sorted(site.files), 1):
        staging.put(name, _sheet(site, name, used))
        if on_progress:
            on_progress(place, len(site.files))
    for name, target in site.moved_pages().items():
        links = Links(site, name)
        page = words.moved_page(target, links, language)
        used |= links.used
        if page:
            staging.put(name, page)
    _collect_used(site, staging, used)
    staging.put(PUBLIC_KEY, key.public.text.encode())
    staging.put("README.txt", words.readme(site, key.public, language))


def _sheet(site: Site, name: str, used: set[str]) -> bytes:
    data = site.read(name)
    if not name.endswith(".html"):
        return data
    links = Links(site, name)
    page = pages.mirrored(data.decode(errors="replace"), links)
    used |= links.used
    return page.encode()


def _collect_used(site: Site, staging: Staging, used: set[str]) -> None:
    """Static and media files; a stylesheet may need more of them, and fonts go with their licences."""
    waiting, done = sorted(used), set[str]()
    while waiting:
        name = waiting.pop()
        source = site.beside(name)
        if name in done or source is None:
            continue
        done.add(name)
        if name.startswith("static/") and name.endswith(".css"):
            links = Links(site, name)
            staging.put(name, links.in_css(source.read_text(encoding="utf-8", errors="replace")).encode())
            waiting += links.used
        else:
            staging.copy(name, source)
        if name.endswith(".woff2"):
            folder = name.rpartition("/")[0]
            waiting += [
                f"{folder}/{path.name}" for path in source.parent.glob("OFL-*.txt") if path.name.count(".") == 1
            ]


def _finish(site: Site, staging: Staging, key: SecretKey) -> Made:
    known = folders.known_files(staging.folder, key.public)
    if not staging.fresh and _is_signed(staging):
        return Made(len(staging.hashes), 0, 0)
    comment = f"{_stamp()}\taddress:{site.address}\tfiles:{len(staging.hashes)}"
    removed = staging.finish(known, key, comment)
    return Made(len(staging.hashes), len(staging.fresh), removed)


def _is_signed(staging: Staging) -> bool:
    """Whether the folder's list is this one already; that a list and its signature fit was seen at the beginning."""
    folder = staging.folder
    if (folder / folders.JOURNAL).exists() or not (folder / SIGNATURE).is_file() or not (folder / MANIFEST).is_file():
        return False
    return (folder / MANIFEST).read_bytes() == manifest.write(staging.hashes).encode()


def _stamp() -> str:
    now = datetime.now(UTC)
    return f"timestamp:{int(now.timestamp())}\ttime:{now:%Y-%m-%dT%H:%M:%SZ}"


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    with open(data / "mirror.lock", "w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MirrorError("Another mirror is being made of this data folder. Wait until it is done.") from None
        yield
