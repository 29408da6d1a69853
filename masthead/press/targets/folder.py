"""The site folder: one file for each address, with its compressed siblings."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from masthead.press.targets.places import MOVED, place_of, place_of_moved
from masthead.press.targets.target import DeliveryFailed, Sheet

SIBLINGS = {"identity": "", "gzip": ".gz", "br": ".br"}
FRESH = ".fresh-"  # of what is being written; a reader never sees it, since no address has a part that begins so
ABANDONED = 600.0  # seconds
NOTHING_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
MANY = 12  # from so many files on, one call for the whole file system is quicker than one for each


class FolderTarget:
    """Writes under temporary names, syncs, renames: nobody ever reads half a page, not even after a power cut."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, sheets: list[Sheet]) -> None:
        """Make these sheets what readers get."""
        written: list[tuple[Path, Path]] = []
        stale: list[Path] = []
        try:
            for sheet in sheets:
                for place, data in self._files(sheet):
                    written.append((self._write(data), place))
                stale += self._in_the_way(sheet)
            _sync([fresh for fresh, _ in written])
            # Siblings before the page: a server that finds an older page beside them only sends what is new. Those that
            # the new page has not go before it, too: beside it they would pass for its own.
            for place in stale:
                if place.suffix in (".gz", ".br"):
                    _take_away(place)
            for fresh, place in written:
                _put_in_place(fresh, place)
            for place in stale:
                _take_away(place)
        except (OSError, ValueError) as error:
            for fresh, _ in written:
                with contextlib.suppress(OSError):
                    fresh.unlink(missing_ok=True)
            raise _failed(self.root, error) from error

    def remove(self, path: str) -> None:
        """Take away what stands at this address: a page with its siblings, or a redirect."""
        try:
            places = self._all_files(path)
            for place in places:
                _take_away(place)
            self._drop_empty(places[0].parent)
        except (OSError, ValueError) as error:
            raise _failed(self.root, error) from error

    def paths(self) -> Iterator[str]:
        """Every address of a page; redirects are left out, since a file does not tell which spelling led to it."""
        for folder, _, names in os.walk(self.root):
            inside = Path(folder).relative_to(self.root).as_posix()
            prefix = "/" if inside == "." else f"/{inside}/"
            for name in names:
                if name.endswith((".gz", ".br", MOVED)) or name.startswith(FRESH):
                    continue
                yield prefix if name == "index.html" else prefix + name

    def sweep(self, known: set[str]) -> int:
        """Remove every file that belongs to no known address, and what a crash left half written; how many."""
        return self.clear(self.strays(known))

    def strays(self, known: set[str]) -> list[Path]:
        """Files that belong to no known address."""
        kept = self._places(known)
        found = (Path(folder, name) for folder, _, names in os.walk(self.root) for name in names)
        return [place for place in found if place not in kept and not place.name.startswith(".keep")]

    def clear(self, strays: list[Path], spare: Iterable[str] = ()) -> int:
        """Remove these files but for those of ``spare`` addresses, and folders that are empty then; how many."""
        spared = self._places(spare)
        gone = [place for place in strays if place not in spared]
        for place in gone:
            place.unlink(missing_ok=True)
        for folder, _, _ in os.walk(self.root, topdown=False):
            self._drop_empty(Path(folder))
        return len(gone)

    def drop_unfinished(self) -> None:
        """Remove what processes that were killed have left half written."""
        for path in self.root.glob(f"{FRESH}*"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > ABANDONED:
                    path.unlink()

    def _write(self, data: bytes) -> Path:
        fresh = self.root / fresh_name()
        try:
            fresh.write_bytes(data)
        except FileNotFoundError:
            self.root.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(data)
        return fresh

    def _files(self, sheet: Sheet) -> Iterator[tuple[Path, bytes]]:
        if sheet.moved_to:
            yield self.root / place_of_moved(sheet.path), sheet.moved_to.encode()
            return
        place = self.root / place_of(sheet.path)
        for encoding in sorted(sheet.bodies, key=lambda name: name == "identity"):
            yield place.with_name(place.name + SIBLINGS[encoding]), sheet.bodies[encoding]

    def _in_the_way(self, sheet: Sheet) -> list[Path]:
        """What stood here before in another shape: a redirect where there is a page now, or the other way round."""
        own = {place for place, _ in self._files(sheet)}
        return [place for place in self._all_files(sheet.path) if place not in own]

    def _all_files(self, path: str) -> list[Path]:
        moved = self.root / place_of_moved(path)
        if "?" in path:
            return [moved]
        place = self.root / place_of(path)
        files = [place.with_name(place.name + tail) for tail in SIBLINGS.values()]
        return files if path.endswith("/") else [*files, moved]  # old addresses are kept without their last slash

    def _places(self, addresses: Iterable[str]) -> set[Path]:
        return {place for path in addresses for place in self._all_files(path)}

    def _drop_empty(self, folder: Path) -> None:
        with contextlib.suppress(OSError):
            while folder != self.root and folder.is_relative_to(self.root):
                folder.rmdir()
                folder = folder.parent


def _put_in_place(fresh: Path, place: Path) -> None:
    try:
        fresh.replace(place)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.replace(place)


def _failed(root: Path, error: OSError | ValueError) -> DeliveryFailed:
    reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return DeliveryFailed(f"The site folder {root}: {reason}.")


def _take_away(place: Path) -> None:
    """Unlink a file; a folder of this name belongs to other addresses and stays."""
    try:
        if not place.is_dir():
            place.unlink()
    except OSError as error:
        if error.errno not in NOTHING_THERE:
            raise


def fresh_name() -> str:
    """A name in the site folder for what is being written."""
    return f"{FRESH}{os.getpid():x}-{secrets.token_hex(6)}"


def _sync(files: list[Path]) -> None:
    """Have the bytes on the disk before the names lead to them."""
    if len(files) >= MANY and _sync_file_system(files[0]):
        return
    for path in files:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sync_file_system(inside: Path) -> bool:
    """syncfs(2), which Python does not offer; false where the machine has none."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return False
    handle = os.open(inside, os.O_RDONLY)
    try:
        return bool(call(handle) == 0)
    finally:
        os.close(handle)
