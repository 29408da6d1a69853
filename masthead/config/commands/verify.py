"""``masthead verify FOLDER``: whether a mirror is genuine and whole. Needs no newsroom and makes no data folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from masthead.config import options


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("verify", help="check that a mirror is genuine and whole")
    command.add_argument("folder", type=Path, help="the mirror")
    command.add_argument(
        "--key",
        metavar="PUBKEY",
        help="the newsroom's public key, or a file that holds it (default: the key of this data folder)",
    )
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Print what is not right; 0 only when all is."""
    from tqdm import tqdm

    from masthead.press.mirrors.exceptions import MirrorError
    from masthead.press.mirrors.verifying import Findings, verify

    bar = tqdm(unit=" files", disable=not sys.stderr.isatty(), leave=False)

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    try:
        key, is_own_word = _key(chosen)
        found: Findings = verify(chosen.folder, key, progress)
    except MirrorError as problem:
        bar.close()
        line = str(problem).rstrip(".")
        print(f"masthead: {chosen.folder}: not verified: {line}.", file=sys.stderr)
        return 1
    finally:
        bar.close()
    for what, names in (("changed", found.changed), ("missing", found.missing), ("unknown", found.unknown)):
        for name in names:
            print(f"{what:8} {name!r}" if not name.isprintable() else f"{what:8} {name}")
    print(f"Signed with the key {key.name}: {_said(found.comment)}")
    if is_own_word:
        print(
            "masthead: the key is the one in the mirror itself. This proves only that nothing was damaged, not who "
            "made it. Give the newsroom's key, from elsewhere, with --key.",
            file=sys.stderr,
        )
    if found.is_right:
        print(f"{chosen.folder}: all {found.files} files are as they were signed.")
        return 0
    print(
        f"masthead: {chosen.folder} is not as it was signed: {len(found.changed)} changed, {len(found.missing)} "
        f"missing, {len(found.unknown)} unknown.",
        file=sys.stderr,
    )
    return 1


def _key(chosen: argparse.Namespace) -> tuple[Any, bool]:
    """The key to verify with, and whether only the mirror itself vouches for it."""
    from masthead.press.mirrors import keys
    from masthead.press.mirrors.verifying import key_in

    if chosen.key:
        return keys.given_key(chosen.key), False
    data = options.load()["MASTHEAD_DATA"]
    if keys.has_key(data):
        return keys.public_key(data), False
    return key_in(chosen.folder), True


def _said(comment: str) -> str:
    """The comment in one line. Whoever made the mirror wrote it, and may have wished to steer the terminal."""
    return "".join(filter(str.isprintable, " ".join(comment.split())))
