"""Printing everything: because an editor or an operator wants it, or because the press itself is a new one."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from django.conf import settings
from django.db import transaction

from masthead import __version__
from masthead.press import memory, plates, sorting
from masthead.press.encodings import encode
from masthead.press.locking import only_one_sorts
from masthead.press.models import Page, State
from masthead.press.preparing import prepare
from masthead.press.rendering import Rendered, render
from masthead.press.targets.folder import FolderTarget

log = logging.getLogger(__name__)
_MAKES_PAGES = ("*.py", "*.html", "*.css", "*.js", "*.mo", "*.svg", "*.woff2")
AT_ONCE = 60


def reprint_everything(anew: bool = True) -> int:
    """Have every address printed, offered or known; how many. ``anew``: also those whose bytes stay the same."""
    with transaction.atomic():
        round_ = sorting.next_round()
        sorting.make_due(plates.every_address(), round_, rank=2)
        pages = Page.objects.all()
        pages.filter(due=None).update(rank=2)
        pages.update(due=round_, retry_at=None, **({"digest": ""} if anew else {}))
        return pages.count()


def reprint_when_press_is_new() -> int:
    """Have everything printed that was made by another version, with other templates, or for another address."""
    mark = made_with()
    state = State.objects.filter(pk=1).first()
    if state and state.made_with == mark:
        return 0
    count = reprint_everything(anew=False)
    State.objects.update_or_create(pk=1, defaults={"made_with": mark})
    return count


def print_to(folder: Path) -> tuple[int, dict[str, str]]:
    """Print the whole paper into another folder, from nothing; how many pages, and what kept others from being printed.

    The press's own books do not change.
    """
    target = FolderTarget(folder)
    memory.forget()
    waiting, seen, count, failed = list(plates.every_address()), set[str](), 0, dict[str, str]()
    while waiting:
        batch = [path for path in dict.fromkeys(waiting) if path not in seen]
        waiting = []
        for start in range(0, len(batch), AT_ONCE):
            made = _render_all(batch[start : start + AT_ONCE], failed)
            target.put([encode(one.sheet) for one in made if one.sheet])
            count += sum(one.sheet is not None for one in made)
            waiting += [path for one in made for path in one.reads.asked]
        seen.update(batch)
    memory.forget()
    return count, failed


def _render_all(paths: list[str], failed: dict[str, str]) -> list[Rendered]:
    prepare(paths)
    made = []
    for path in paths:
        try:
            made.append(render(path))
        except Exception as error:  # the edge of a job: one bad page keeps no other back
            log.exception("event=page_failed path=%s", path)
            failed[path] = f"{type(error).__name__}: {error}"
    return made


def sweep() -> int:
    """Remove from the site folder what belongs to no page; how many files.

    The newsroom may be at work meanwhile: what was printed for the first time during the look at the folder stays.
    """
    target, known = FolderTarget(settings.SITE_FOLDER), _addresses()
    strays = target.strays(known)
    with only_one_sorts():  # nobody claims a page now, so none comes into being between this look and the last removal
        return target.clear(strays, spare=_addresses() - known)


def _addresses() -> set[str]:
    return set(Page.objects.values_list("path", flat=True))


def made_with() -> str:
    """A mark of what decides how pages look besides the database: the code, the templates, the public address."""
    mark = hashlib.sha256(f"{__version__} {settings.PUBLIC_URL} {settings.ONION} {settings.DEBUG}".encode())
    for pattern in _MAKES_PAGES:
        for path in sorted(settings.PACKAGE.rglob(pattern)):
            if "tests" not in path.parts:
                # By content: two machines of one newsroom have the same files from different hours.
                mark.update(f"\0{path.relative_to(settings.PACKAGE)}\0".encode() + path.read_bytes())
    return mark.hexdigest()
