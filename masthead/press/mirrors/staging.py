"""Writing a mirror in two steps: all that is new beside it first, then everything into its place at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from masthead.press.mirrors import manifest
from masthead.press.mirrors.folders import JOURNAL, STAGE, journal
from masthead.press.mirrors.manifest import MANIFEST, SIGNATURE
from masthead.press.mirrors.minisign import SecretKey


class Staging:
    """Collects the files of a mirror; what the folder has already, byte for byte, is not written again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stage = folder / STAGE
        self.hashes: dict[str, str] = {}
        self.fresh: list[str] = []

    def begin(self) -> None:
        """Start with nothing; what a run that was stopped has left is thrown away."""
        self.drop()
        self.stage.mkdir(parents=True)
        self.hashes.clear()
        self.fresh.clear()

    def drop(self) -> None:
        """Take the stage away."""
        shutil.rmtree(self.stage, ignore_errors=True)

    def put(self, name: str, data: bytes) -> None:
        """Have a file with these bytes in the mirror."""
        self.hashes[name] = manifest.hash_of(data)
        if not self._has(name, len(data)):
            self._place(name).write_bytes(data)
            self.fresh.append(name)

    def copy(self, name: str, source: Path) -> None:
        """Have a copy of a file in the mirror."""
        self.hashes[name] = manifest.hash_of_file(source)
        if not self._has(name, source.stat().st_size):
            place = self._place(name)
            shutil.copyfile(source, place)
            self.hashes[name] = manifest.hash_of_file(place)  # the file may have changed between the two looks
            self.fresh.append(name)

    def finish(self, known: set[str], key: SecretKey, comment: str) -> int:
        """Put everything into its place, remove what is gone, sign. Answers how many files were removed.

        From the moment when the first file changes until the last is right, there is no signed list: a run that is
        killed leaves a folder that does not verify, and the names by which the next run knows it as ours.
        """
        listed = manifest.write(self.hashes)
        both = manifest.write({**dict.fromkeys(known, "0" * 64), **self.hashes})
        self._swap_in(JOURNAL, journal(both, key.sign(both.encode(), "names only")))
        for name in (SIGNATURE, MANIFEST):
            (self.folder / name).unlink(missing_ok=True)
        removed = sum(self._remove(name) for name in known - set(self.hashes))
        for name in self.fresh:
            place = self.folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            (self.stage / name).replace(place)
        self._swap_in(MANIFEST, listed.encode())
        self._swap_in(SIGNATURE, key.sign(listed.encode(), comment).encode())
        (self.folder / JOURNAL).unlink()
        self.drop()
        return removed

    def _has(self, name: str, size: int) -> bool:
        place = self.folder / name
        try:
            is_same_size = not place.is_symlink() and place.is_file() and place.stat().st_size == size
            return is_same_size and manifest.hash_of_file(place) == self.hashes[name]
        except OSError:
            return False

    def _place(self, name: str) -> Path:
        place = self.stage / name
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _swap_in(self, name: str, data: bytes) -> None:
        fresh = self._place(name)
        with open(fresh, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.folder / name)

    def _remove(self, name: str) -> bool:
        place = self.folder / name
        is_there = place.is_file() or place.is_symlink()
        if is_there:
            place.unlink()
        above = place.parent
        while above != self.folder:
            try:
                above.rmdir()
            except OSError:
                break
            above = above.parent
        return is_there
