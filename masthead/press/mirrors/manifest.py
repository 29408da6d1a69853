"""The list of every file with its SHA-256, as ``sha256sum -c`` reads it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from masthead.press.mirrors.exceptions import MirrorError

MANIFEST = "MANIFEST.sha256"
SIGNATURE = "MANIFEST.sha256.minisig"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
# What every file system takes in a name, that of a memory stick included.
_PORTABLE = re.compile(r'[^<>:"|?*\\]*[^<>:"|?*\\ .]')
_CHUNK = 1024 * 1024


def is_portable(name: str) -> bool:
    """Whether a file may have this name below a mirror: no way out of it, and fit for any file system."""
    return all(
        part.isprintable() and _PORTABLE.fullmatch(part) and len(part.encode()) <= 255 for part in name.split("/")
    )


def write(hashes: Mapping[str, str]) -> str:
    """The list, in the order of the names: the same for the same files."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))


def read(text: str) -> dict[str, str]:
    """Name -> SHA-256. ``MirrorError``: this is no such list, or a name leads out of the folder."""
    found: dict[str, str] = {}
    for line in text.split("\n")[:-1]:
        parts = _LINE.fullmatch(line)
        if not parts or not is_portable(parts.group(2)) or parts.group(2) in found:
            raise MirrorError(f"{MANIFEST} is damaged.")
        found[parts.group(2)] = parts.group(1)
    if not text.endswith("\n"):
        raise MirrorError(f"{MANIFEST} is damaged.")
    return found


def hash_of(data: bytes) -> str:
    """SHA-256 as the list has it."""
    return hashlib.sha256(data).hexdigest()


def hash_of_file(path: Path) -> str:
    """The same of a file, of any size."""
    mark = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            mark.update(chunk)
    return mark.hexdigest()
