"""Where the sheet of a public address lies below the root of a target."""

from __future__ import annotations

import hashlib

MOVED = ".redirect"
NEVER_PRINTED = ("/-/", "/newsroom/", "/static/", "/media/")  # others answer there, whatever an archive brings
LONGEST_PART = 240  # bytes of a name: a file system takes 255, and endings come to it
ASKED = "-/moved/"  # old addresses with a query, such as /?p=12; /-/ is never printed, so nothing else stands there


def place_of(path: str) -> str:
    """The file of a page: ``/`` is ``index.html``, ``/city/`` is ``city/index.html``, ``/feed.xml`` is itself.

    ``ValueError``: the path could lead out of the site folder.
    """
    parts = path.removeprefix("/").split("/")
    if not path.startswith("/") or any(part in (".", "..") or "\\" in part or "\0" in part for part in parts):
        raise ValueError(f"{path!r} is no address of a page")
    if "" in parts[:-1]:
        raise ValueError(f"{path!r} has an empty part")
    return "/".join([*parts[:-1], parts[-1] or "index.html"])


def place_of_moved(path: str) -> str:
    """The file that holds where an old address leads: ``/old/path/`` is ``old/path.redirect``."""
    if "?" not in path:
        path = path.rstrip("/")
        place_of(path or "/")  # also of a long one: what leads out of the folder is no address
    if "?" in path or any(len(part.encode()) > LONGEST_PART for part in path.split("/")):
        return f"{ASKED}{hashlib.sha256(path.encode()).hexdigest()[:32]}{MOVED}"
    return f"{place_of(path or '/index')}{MOVED}"
