"""The file itself: a tar of parts, with the SHA-256 sums of all of them as the last part.

Parts are read and written in order and never gathered in memory. The sums have the form of ``sha256sum``, so that a
backup can be looked through and checked without Masthead.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SUMS = "SHA256SUMS"
PIECE = 1 << 20


class Damaged(Exception):
    """The file is not what was written; the message says which parts."""


@dataclass(frozen=True)
class Part:
    """A part as it is read: its name, when it was changed, its bytes."""

    name: str
    changed_at: int
    file: IO[bytes]
    ends_at: int


class Packer:
    """Writes the parts."""

    def __init__(self, path: Path) -> None:
        self._tar = tarfile.open(path, "w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by close
        self._sums = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115 - closed by close

    def add(self, name: str, file: IO[bytes], size: int, changed_at: int = 0) -> None:
        """One part of ``size`` bytes; ``OSError`` when the file turns out to be shorter."""
        summed = _Summing(file)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, changed_at, 0o600
        self._tar.addfile(entry, summed)
        _forget(self._tar)
        self._sums.write(f"{summed.sum}  {name}\n".encode())

    def add_bytes(self, name: str, content: bytes) -> None:
        """A small part."""
        self.add(name, io.BytesIO(content), len(content))

    def finish(self) -> None:
        """Write the sums and close."""
        size = self._sums.tell()
        self._sums.seek(0)
        entry = tarfile.TarInfo(SUMS)
        entry.size, entry.mode = size, 0o600
        self._tar.addfile(entry, self._sums)
        self.close()

    def close(self) -> None:
        """Let go of the files; what was written stays."""
        self._tar.close()
        self._sums.close()


class _Summing:
    """A file that adds up what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._hash.update(piece)
        return piece

    @property
    def sum(self) -> str:
        return self._hash.hexdigest()


def _forget(tar: tarfile.TarFile) -> None:
    """``tarfile`` keeps a note of each part until the end: too much for a million of them."""
    tar.members = []  # type: ignore[attr-defined]  # there since ever, and named nowhere


def parts(path: Path) -> Iterator[Part]:
    """Every part in order, the sums included. Raises ``Damaged``."""
    last = "its beginning"
    try:
        with tarfile.open(path, "r:") as tar:
            while (entry := tar.next()) is not None:
                _forget(tar)
                file = tar.extractfile(entry) if entry.isreg() and not entry.issparse() else None
                if file is None:
                    raise Damaged(f"{entry.name!r} is not a file")
                yield Part(entry.name, int(entry.mtime), file, entry.offset_data + entry.size)
                last = entry.name
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(f"it cannot be read after {last} ({error})") from None


def check(path: Path, on_progress: Callable[[int], None] = lambda place: None) -> None:
    """Compare every part with its sum. Raises ``Damaged``, which names what is not as it was written."""
    last = ""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as found:
        for part in parts(path):
            if part.name == SUMS:
                found.seek(0)
                _compare(found, io.TextIOWrapper(part.file, encoding="utf-8", errors="replace"))
                return
            summed = _Summing(part.file)
            try:
                while summed.read(PIECE):
                    on_progress(part.ends_at)
            except (tarfile.TarError, EOFError) as error:
                raise Damaged(f"it ends within {part.name} ({error})") from None
            found.write(f"{summed.sum}  {part.name}\n")
            on_progress(part.ends_at)
            last = part.name
    raise Damaged(f"it ends too early, after {last or 'its beginning'}")


def _compare(found: IO[str], written: IO[str]) -> None:
    damaged = []
    for here in found:
        there = written.readline()
        if here != there:
            damaged.append(here[66:].strip())
        if len(damaged) > 5:
            break
    if not damaged and written.readline():
        damaged.append(SUMS)
    if damaged:
        more = " and more" if len(damaged) > 5 else ""
        raise Damaged(f"{'these parts are' if len(damaged) > 1 else 'one part is'}: {', '.join(damaged[:5])}{more}")
