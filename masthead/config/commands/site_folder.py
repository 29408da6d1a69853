"""The folder that the paper is printed to holds nothing else: what belongs to no page is taken away from it."""

from __future__ import annotations

from pathlib import Path

from masthead.config.exceptions import CannotStart
from masthead.press.targets.folder import FRESH

MARK = ".keep"  # the press never takes it away, and no reader gets it
ALWAYS_PRINTED = ("404.html", "503.html", "live.json")


def check_site_folder(site: Path, data: Path) -> None:
    """Take a new or an empty folder, or one that was printed to; ``CannotStart`` for any other."""
    if site == data / "site":
        return
    try:
        site.mkdir(parents=True, exist_ok=True)
        if (site / MARK).exists():
            return
        foreign = _foreign(site)
        if not foreign:
            (site / MARK).touch()
    except OSError as error:
        raise CannotStart(
            f"MASTHEAD_SITE_STORE: {str(site)!r} cannot be written to ({error.strerror}). "
            "Give this user the folder, or name another one."
        ) from None
    if foreign:
        raise CannotStart(
            f"MASTHEAD_SITE_STORE: {str(site)!r} holds {foreign!r}, which is of no printed paper and would be taken "
            "away. Name a new or an empty folder."
        )


def _foreign(site: Path) -> str:
    if all((site / name).is_file() for name in ALWAYS_PRINTED):
        return ""
    names = sorted(place.name for place in site.iterdir())
    return next((name for name in names if name != "lost+found" and not name.startswith(FRESH)), "")
