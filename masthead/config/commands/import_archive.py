"""``masthead import wordpress FILE``: brings an archive in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from masthead.config.commands.start import make_ready
from masthead.config.exceptions import CannotStart


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("import", help="bring an archive in; safe to run again")
    kinds = command.add_subparsers(title="archives", metavar="KIND", required=True)
    wordpress = kinds.add_parser("wordpress", help="a WordPress export file (WXR), also packed with gzip")
    wordpress.add_argument("file", type=Path, help="the export file")
    wordpress.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Import, print the report."""
    if not chosen.file.is_file():
        raise CannotStart(f"{chosen.file}: there is no such file. Give the path of the export.")
    make_ready()
    from masthead.importers.commands import wordpress

    return wordpress(chosen.file)
