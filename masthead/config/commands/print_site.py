"""``masthead print``: print what is due, or everything."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from masthead.config.commands.start import make_ready, set_up_django


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("print", help="print the pages that are due, or all of them")
    command.add_argument("--all", action="store_true", help="print every page anew and remove what belongs to none")
    command.add_argument("--to", type=Path, metavar="FOLDER", help="print the whole paper into another folder")
    command.add_argument(
        "--jobs", type=_number, default=1, metavar="N", help="printers that share the work (default 1)"
    )
    command.add_argument("--helper", action="store_true", help=argparse.SUPPRESS)
    command.set_defaults(call=call)


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def call(chosen: argparse.Namespace) -> int:
    """Print, and say how much; 1 when a page failed."""
    if chosen.helper:
        return _help()
    make_ready()
    if chosen.to:
        return _print_elsewhere(chosen.to)
    from masthead.config.work import mark_whole
    from masthead.press.actions.reprint import reprint_everything, reprint_when_press_is_new, sweep

    if chosen.all:
        reprint_everything()
    reprint_when_press_is_new()
    helpers = [_helper() for _ in range(chosen.jobs - 1)]
    count, seconds = _print()
    for helper in helpers:
        _add(count, helper.communicate()[0])
    swept = sweep() if chosen.all else 0
    mark_whole()
    _say(count, seconds, swept)
    return 1 if count.failed else 0


def _print() -> tuple[Any, float]:
    from tqdm import tqdm

    from masthead.press.actions.print_due import Count, print_due
    from masthead.press.models import Page

    bar = tqdm(unit=" pages", total=Page.objects.filter(due__isnull=False).count(), disable=not sys.stderr.isatty())
    start = time.monotonic()

    def tell(count: Count) -> None:
        bar.update(count.total - bar.n)

    with bar:
        count = print_due(tell=tell)
    return count, time.monotonic() - start


def _helper() -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "masthead.config.commands", "print", "--helper"]
    return subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)


def _help() -> int:
    """Print beside another printer, and tell it how much."""
    set_up_django()
    from masthead.press.actions.print_due import print_due

    print(json.dumps(asdict(print_due())))
    return 0


def _add(count: Any, told: bytes) -> None:
    """What a helper has done. One that died has done nothing that counts: its pages are due again."""
    for name, number in json.loads(told or b"{}").items():
        setattr(count, name, getattr(count, name) + number)


def _say(count: Any, seconds: float, swept: int) -> None:
    from masthead.press.models import Page

    parts = [f"{count.printed} printed", f"{count.unchanged} unchanged", f"{count.removed} removed"]
    parts += [f"{swept} files that belonged to no page taken away"] if swept else []
    print(f"{', '.join(parts)} in {seconds:.1f} s.")
    for page in Page.objects.filter(failing_since__isnull=False).order_by("path")[:20]:
        print(f"  {page.path}: {page.reason}", file=sys.stderr)
    if count.failed:
        print(f"masthead: {count.failed} pages could not be printed; readers keep the last good ones.", file=sys.stderr)


def _print_elsewhere(folder: Path) -> int:
    from masthead.config.exceptions import CannotStart
    from masthead.press.actions.reprint import print_to
    from masthead.press.targets.target import DeliveryFailed

    try:
        if folder.exists() and any(folder.iterdir()):
            raise CannotStart(f"{folder} is not empty. Name a new or an empty folder.")
        folder.mkdir(parents=True, exist_ok=True)
        count, failed = print_to(folder.resolve())
    except OSError as error:
        raise CannotStart(f"{folder}: {error.strerror}. Name a new or an empty folder.") from None
    except DeliveryFailed as error:
        raise CannotStart(f"{error} What is in {folder} is not the whole paper.") from None
    print(f"{count} pages printed to {folder}.")
    for path, reason in sorted(failed.items()):
        print(f"masthead: {path} could not be printed: {reason}", file=sys.stderr)
    return 1 if failed else 0
