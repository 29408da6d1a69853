"""``masthead manage …``: Django's own commands, for those who know them."""

from __future__ import annotations

import argparse
from typing import Any

from masthead.config.commands.start import set_up_django


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("manage", help="Django's own management commands", add_help=True)
    command.add_argument("arguments", nargs=argparse.REMAINDER)
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Hand the rest of the line to Django."""
    set_up_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["masthead manage", *chosen.arguments])
    return 0
