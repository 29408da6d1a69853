"""``masthead account EMAIL``: makes a staff account, or lets somebody in again."""

from __future__ import annotations

import argparse
import secrets
import sys
from typing import Any

from masthead.config.commands.start import make_ready


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "account", help="make a staff account, or give an old one a new password and take its second factor off"
    )
    command.add_argument("email")
    command.add_argument("--role", choices=["reporter", "editor", "managing-editor", "publisher"], default=None)
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Make or reset the account; print its new password."""
    make_ready()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from masthead.newsroom.actions import reset_account

    try:
        validate_email(chosen.email)
    except ValidationError:
        print(f"masthead: {chosen.email!r} is not an e-mail address.", file=sys.stderr)
        return 2
    password = secrets.token_urlsafe(15)
    made = reset_account(chosen.email, password, (chosen.role or "").replace("-", " "))
    print(f"{'Made' if made else 'Reset'}: {chosen.email}\nPassword: {password}")
    return 0
