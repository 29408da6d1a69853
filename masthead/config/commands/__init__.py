"""The command line: one file a command, each with ``add_to(commands)`` and the function it calls."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from masthead import __version__
from masthead.config.commands import (
    account,
    backup,
    check,
    configure,
    demo,
    go,
    import_archive,
    manage,
    mirror,
    print_site,
    restore,
    run,
    verify,
)
from masthead.config.exceptions import CannotStart

COMMANDS = (
    run, demo, import_archive, print_site, mirror, verify, backup, restore, go, account, check, configure, manage,
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The parser of ``masthead`` with all its commands."""
    top = argparse.ArgumentParser(prog="masthead", description="A publishing system for reader-funded newsrooms.")
    top.add_argument("--version", action="version", version=f"masthead {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code: 0 only on success, 2 when it could not start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")
    chosen = parser().parse_args(arguments)
    try:
        code = chosen.call(chosen)
    except CannotStart as error:
        print(f"masthead: {error}", file=sys.stderr)
        code = 2
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        code = 1
    sys.exit(code)
