"""``masthead mirror FOLDER``: a signed copy of the printed paper that opens anywhere."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from masthead.config.commands.start import set_up_django


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "mirror", help="make a signed copy of the printed paper that opens from a disk, a stick or any web server"
    )
    command.add_argument("folder", type=Path, help="an empty folder, or an earlier mirror, which is brought up to date")
    command.add_argument(
        "--from",
        dest="printed",
        metavar="SITE",
        type=Path,
        help="the folder that the paper was printed to, when that is not this newsroom's own",
    )
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Make or renew the mirror; say what was done."""
    set_up_django()
    from django.conf import settings
    from tqdm import tqdm

    from masthead.press.mirrors.exceptions import MirrorError
    from masthead.press.mirrors.keys import signing_key
    from masthead.press.mirrors.making import make_mirror
    from masthead.press.mirrors.site import Site

    printed: Path = chosen.printed or settings.SITE_FOLDER
    site = Site(printed.resolve(), settings.STATIC_ROOT, Path(settings.MEDIA_ROOT), settings.PUBLIC_URL)
    bar = tqdm(unit=" pages", disable=not sys.stderr.isatty(), leave=False)

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    try:
        key = signing_key(settings.DATA)
        made = make_mirror(site, chosen.folder, settings.DATA, key, progress)
        os.sync()  # the stick may be pulled out as soon as we say that it is done
    except MirrorError as problem:
        bar.close()
        print(f"masthead: {problem}", file=sys.stderr)
        return 1
    finally:
        bar.close()
    print(
        f"{chosen.folder}: {made.files} files, {made.written} written, {made.unchanged} unchanged, "
        f"{made.removed} removed. Signed with the key {key.public.name}."
    )
    return 0
