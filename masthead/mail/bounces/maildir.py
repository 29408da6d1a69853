"""Bounces from a Maildir: what is new is read, filed, and only then moved to ``cur``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from masthead.mail.bounces.exceptions import CannotCollect
from masthead.mail.bounces.reading import LARGEST

AT_ONCE = 200  # the worker has other things to do in between


def waiting(folder: Path) -> Iterator[Path]:
    """The messages that are new, oldest first."""
    try:
        with os.scandir(folder / "new") as entries:
            names = sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
    except FileNotFoundError:
        raise CannotCollect(f"{folder} is no Maildir: it has no folder “new”.") from None
    except OSError as error:
        raise CannotCollect(f"{folder / 'new'} cannot be read ({error.strerror}).") from None
    yield from (folder / "new" / name for name in names[:AT_ONCE] if not name.startswith("."))


@contextmanager
def taken_out(path: Path) -> Iterator[bytes | None]:
    """The message at ``path``; when nothing was raised, it is marked as seen. ``None``: somebody else has taken it."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST)
    except FileNotFoundError:
        yield None
        return
    except OSError as error:
        raise CannotCollect(f"{path} cannot be read ({error.strerror}).") from None
    yield raw
    seen = path.parent.parent / "cur" / f"{path.name.partition(':')[0]}:2,S"
    try:
        seen.parent.mkdir(exist_ok=True)
        path.rename(seen)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotCollect(f"{path} cannot be moved to “cur” ({error.strerror}).") from None
