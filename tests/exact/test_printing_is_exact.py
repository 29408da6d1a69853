"""After hundreds of edits, the paper printed bit by bit is the paper printed at once, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from freezegun import freeze_time

from masthead.articles import horizon
from masthead.config.work import AT_THE_PRESS
from masthead.press import memory, paging
from masthead.press.actions.reprint import print_to, reprint_everything
from masthead.press.models import Page
from masthead.press.targets.folder import FRESH
from tests.exact.edits import Editors
from tests.ground.cast import CastPaper, MakeStory
from tests.ground.pictures import MakePicture

EDITS = int(os.environ.get("EDITS", "240"))
BETWEEN_LOOKS = int(os.environ.get("BETWEEN_LOOKS", "40"))
SEEDS = [int(seed) for seed in os.environ.get("SEEDS", "1").split(",")]


@pytest.fixture
def site(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site folder of this test; pages so short that a small paper has many."""
    settings.SITE_STORE = settings.SITE_FOLDER = tmp_path / "site"
    monkeypatch.setattr(paging, "PER_PAGE", 4)
    monkeypatch.setattr(horizon, "ALWAYS_FRESH", 5)
    monkeypatch.setattr(horizon, "SECONDS_BETWEEN_LOOKS", -1.0)
    memory.forget()
    yield tmp_path / "site"
    memory.forget()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_printed_bit_by_bit_is_what_is_printed_at_once(
    seed: int, site: Path, tmp_path: Path, paper: CastPaper, story_factory: MakeStory, picture_factory: MakePicture
) -> None:
    with freeze_time(datetime(2026, 3, 27, 9, 30, tzinfo=UTC), tick=False) as clock:
        editors = Editors(seed, [picture_factory(title=f"Picture {n}", width=64, height=48) for n in range(3)])
        for _ in range(8):
            editors.publish()
        reprint_everything()
        print_all_that_is_due()
        for number in range(1, EDITS + 1):
            editors.do(clock)
            if number % 3 == 0:
                print_all_that_is_due()
            if number % BETWEEN_LOOKS == 0:
                print_all_that_is_due()
                compare(site, tmp_path / f"whole-{number}", editors.done)
    assert len(set(editors.done)) > 20, "too few kinds of edits to say anything"


def print_all_that_is_due() -> None:
    for _ in range(20):
        for job in AT_THE_PRESS:
            job()
        clear_pauses()
        if not Page.objects.filter(due__isnull=False).exists():
            return
    raise AssertionError(f"never done: {list(Page.objects.filter(due__isnull=False).values('path', 'reason'))}")


def clear_pauses() -> None:
    Page.objects.filter(retry_at__isnull=False).update(retry_at=None)


def compare(site: Path, whole: Path, done: list[str]) -> None:
    print_to(whole)
    ours, theirs = files_of(site), files_of(whole)
    more, less = sorted(set(ours) - set(theirs)), sorted(set(theirs) - set(ours))
    other = sorted(name for name in set(ours) & set(theirs) if ours[name] != theirs[name])
    wrong = [*more, *less, *other]
    assert not wrong, (
        f"after {len(done)} edits, the last {done[-BETWEEN_LOOKS:]}: too many {more[:8]}, missing {less[:8]}, "
        f"different {other[:8]}: {difference(ours, theirs, other)}"
    )


def files_of(root: Path) -> dict[str, bytes]:
    """All files by name, without what was being written when a printer was killed: no reader is given that."""
    files = [path for path in root.rglob("*") if path.is_file() and not path.name.startswith(FRESH)]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def difference(ours: dict[str, bytes], theirs: dict[str, bytes], names: list[str]) -> str:
    """The first place at which the first of these differs."""
    for name in names:
        if not name.endswith((".gz", ".br", ".epub")):
            a, b = ours[name].decode(), theirs[name].decode()
            at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            return f"{name}: {a[max(0, at - 80) : at + 120]!r} against {b[max(0, at - 80) : at + 120]!r}"
    return ""
