"""``masthead configure nginx``, ``masthead configure caddy``: a ready configuration of a web server."""

from __future__ import annotations

import argparse
from typing import Any

from masthead.config.commands.start import set_up_django


def add_to(commands: Any) -> None:
    """Add the command with one below it for each server."""
    command = commands.add_parser("configure", help="print the configuration of a web server for this installation")
    servers = command.add_subparsers(title="servers", metavar="SERVER", required=True)
    for name in ("nginx", "caddy"):
        server = servers.add_parser(name, help=f"print a configuration of {name} on standard output")
        server.add_argument(
            "--folder", default="", help="where the web server sees the data folder, when that is another place"
        )
        server.set_defaults(call=call, server=name, brotli=False)
        if name == "nginx":
            server.add_argument("--brotli", action="store_true", help="nginx has the module ngx_http_brotli_static")


def call(chosen: argparse.Namespace) -> int:
    """Print it."""
    set_up_django()
    from masthead.config.webservers import caddy, nginx
    from masthead.config.webservers.facts import facts

    found = facts(chosen.folder)
    text = nginx.configuration(found, chosen.brotli) if chosen.server == "nginx" else caddy.configuration(found)
    print(text, end="")
    return 0
