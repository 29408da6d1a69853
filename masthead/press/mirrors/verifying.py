"""Checking a mirror: the signature, and every file against the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from masthead.press.mirrors import manifest, minisign
from masthead.press.mirrors.exceptions import BadSignature, MirrorError
from masthead.press.mirrors.folders import OWN, files_in
from masthead.press.mirrors.manifest import MANIFEST, SIGNATURE
from masthead.press.mirrors.minisign import PublicKey

PUBLIC_KEY = "minisign.pub"


@dataclass
class Findings:
    """What is not as the list says, and what the newsroom signed."""

    comment: str = ""
    files: int = 0
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether the copy is whole and nothing was added."""
        return not (self.changed or self.missing or self.unknown)


def verify(folder: Path, key: PublicKey, on_progress: Callable[[int, int], None] | None = None) -> Findings:
    """Check the mirror. Raises ``MirrorError`` when it cannot be checked, ``BadSignature`` when it is not the key's."""
    listed, comment = signed_list(folder, key)
    there = set(files_in(folder)) - {MANIFEST, SIGNATURE}
    findings = Findings(comment, len(listed), missing=sorted(set(listed) - there), unknown=sorted(there - set(listed)))
    for place, name in enumerate(sorted(set(listed) & there), 1):
        if not _is_as_listed(folder / name, listed[name]):
            findings.changed.append(name)
        if on_progress:
            on_progress(place, len(listed))
    return findings


def signed_list(folder: Path, key: PublicKey) -> tuple[dict[str, str], str]:
    """The list of a mirror, once its signature is known to be good, and the trusted comment."""
    if not folder.is_dir():
        raise MirrorError(f"{folder}: there is no such folder.")
    listed = _read(folder, MANIFEST)
    comment = key.verify(listed, _read(folder, SIGNATURE).decode(errors="replace"))
    try:
        return manifest.read(listed.decode()), comment
    except UnicodeDecodeError:
        raise BadSignature(f"{MANIFEST} is damaged") from None


def key_in(folder: Path) -> PublicKey:
    """The key that lies in the mirror itself: it can prove that nothing was damaged, not who signed."""
    return minisign.read_public(_read(folder, PUBLIC_KEY).decode(errors="replace"))


def _is_as_listed(path: Path, wanted: str) -> bool:
    try:
        return not path.is_symlink() and path.is_file() and manifest.hash_of_file(path) == wanted
    except OSError:
        return False


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        unfinished = " A run was stopped: make the mirror again." if (folder / OWN[2]).exists() else ""
        raise MirrorError(f"{folder / name}: cannot be read ({error.strerror}).{unfinished}") from None
