"""What lies in the folder of a mirror, and whether it is all ours: a mirror never touches files of others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from masthead.press.mirrors import manifest
from masthead.press.mirrors.exceptions import MirrorError
from masthead.press.mirrors.manifest import MANIFEST, SIGNATURE
from masthead.press.mirrors.minisign import PublicKey

STAGE = ".masthead-new"  # what a run is about to put into place
JOURNAL = "MANIFEST.unfinished"  # names of all files of a run that has begun to put them into place
OWN = (MANIFEST, SIGNATURE, JOURNAL)
SEAM = b"\n\n"  # between the signature and the names
# What systems leave in any folder they show.
DROPPINGS = (".DS_Store", "Thumbs.db", "desktop.ini")


def files_in(folder: Path) -> Iterator[str]:
    """Every file below the folder, by its name from there; a link counts as a file. Not what systems drop."""
    for above, folders, names in os.walk(folder, onerror=_fail):
        inside = os.path.relpath(above, folder)
        links = [name for name in folders if os.path.islink(os.path.join(above, name))]  # noqa: PTH114, PTH118 - a hot loop
        for name in names + links:
            if name not in DROPPINGS and not name.startswith("._"):
                yield name if inside == "." else f"{inside}/{name}".replace(os.sep, "/")


def known_files(folder: Path, key: PublicKey) -> set[str]:
    """Names that earlier mirrors with this key put, or were about to put, into the folder.

    ``MirrorError``: the folder holds a mirror of another newsroom.
    """
    known: set[str] = set()
    if (folder / MANIFEST).is_file() and (folder / SIGNATURE).is_file():
        known |= _names(
            folder, MANIFEST, _bytes(folder / MANIFEST), _bytes(folder / SIGNATURE).decode(errors="replace"), key
        )
    if (folder / JOURNAL).is_file():
        signature, _, listed = _bytes(folder / JOURNAL).partition(SEAM)
        known |= _names(folder, JOURNAL, listed, signature.decode(errors="replace"), key)
    return known


def journal(listed: str, signature: str) -> bytes:
    """Names and signature in one file, so that no kill can part them."""
    return signature.rstrip("\n").encode() + SEAM + listed.encode()


def _names(folder: Path, name: str, listed: bytes, signature: str, key: PublicKey) -> set[str]:
    try:
        key.verify(listed, signature)
        return set(manifest.read(listed.decode()))
    except (MirrorError, UnicodeDecodeError) as error:
        raise MirrorError(
            f"{folder}: {name} is not of this newsroom or was changed ({str(error).rstrip('.')}). Give an empty folder."
        ) from None


def refuse_foreign(folder: Path, key: PublicKey) -> None:
    """Raise ``MirrorError`` when the folder holds anything that no mirror of this newsroom put there."""
    if folder.exists() and not folder.is_dir():
        raise MirrorError(f"{folder} is a file. Give a folder.")
    if not folder.exists():
        return
    known = known_files(folder, key) | set(OWN)
    foreign = [name for name in files_in(folder) if name not in known and not name.startswith(f"{STAGE}/")]
    if foreign:
        foreign.sort()
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise MirrorError(
            f"{folder} holds {foreign[0]!r}{more}, which no mirror of this newsroom put there. "
            "Give an empty folder, or take out what is not of the mirror."
        )


def refuse_inside(folder: Path, other: Path, what: str) -> None:
    """No folder is a place for a copy of itself, and a mirror must not hold the newsroom's secrets."""
    if folder.is_relative_to(other) or other.is_relative_to(folder):
        raise MirrorError(f"{folder} and {what} {other} lie in one another. Give a folder elsewhere.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MirrorError(f"{path}: cannot be read ({error.strerror}).") from None


def _fail(error: OSError) -> None:
    raise MirrorError(f"{error.filename}: cannot be read ({error.strerror}).")
