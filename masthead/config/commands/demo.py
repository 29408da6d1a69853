"""``masthead demo``: fills an empty newsroom with the demo paper."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from masthead.config.commands.start import make_ready


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("demo", help="fill an empty newsroom with the demo paper")
    command.add_argument(
        "--if-empty", action="store_true", help="do nothing, and call it success, when stories are there"
    )
    command.add_argument("--seed", type=int, default=1, help="another number draws other pictures (default 1)")
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Make the demo paper; refuse a newsroom that has stories."""
    make_ready()
    from masthead.articles.models import Story
    from masthead.demo.actions.make_demo import make_demo

    if Story.objects.exists():
        if chosen.if_empty:
            return 0
        print("masthead: this newsroom has stories; the demo paper is made in an empty one only.", file=sys.stderr)
        return 1
    make_demo(chosen.seed)
    return 0
