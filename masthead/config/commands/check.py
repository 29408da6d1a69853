"""``masthead check``: what is wrong with this installation, each with its mend."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from masthead.config import options
from masthead.config.commands.start import set_up_django
from masthead.config.options import Option


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("check", help="say what is wrong with this installation, and how to mend it")
    command.set_defaults(call=call)


def shown(option: Option, value: Any) -> str:
    """A value for human eyes; a secret only as being there."""
    if value in ("", None, []):
        return "(default)"
    if option.secret:
        return "(set)"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ":".join(map(str, value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def call(chosen: argparse.Namespace) -> int:
    """Print the options and the findings; 0 when nothing is wrong."""
    set_up_django()
    from masthead.config.findings import find

    print("Options")
    values = options.load()
    for option in options.OPTIONS:
        print(f"  {option.name:26} {shown(option, values[option.name])}")
    findings = list(find())
    print("\nFindings" if findings else "\nNothing is wrong.")
    for finding in findings:
        print(f"  {finding.level:8} {finding.what}\n           Mend: {finding.mend}", file=sys.stdout)
    return 1 if any(finding.level == "wrong" for finding in findings) else 0
