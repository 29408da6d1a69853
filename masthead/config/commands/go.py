"""``masthead go``: mail and payments go out again."""

from __future__ import annotations

import argparse
from typing import Any

from masthead.config.commands.start import set_up_django


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("go", help="let mail and payments go out again after a restore")
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Lift the pause; twice is the same as once."""
    set_up_django()
    from django.conf import settings

    from masthead.lib.pause import lift
    from masthead.mail.backend import held_count, held_folder

    if not lift(settings.DATA):
        print("Nothing is paused.")
        return 0
    print("Mail and payments go out again.")
    if held_count():
        print(f"{held_count()} messages were held back meanwhile and stay in {held_folder()}; none is sent by itself.")
    return 0
