"""The configuration of nginx."""

from __future__ import annotations

import re
from pathlib import Path

from masthead.config.webservers.facts import Facts, kinds
from masthead.config.webservers.filling import fill
from masthead.press.serving.answers import Headers
from masthead.press.serving.pages import CACHE

PAPER = Path(__file__).with_name("nginx.conf")
WITH_CHARSET = ("text/", "application/xml", "application/json", "application/manifest+json")
ALWAYS = "text/html"  # which nginx counts among them by itself


def configuration(of: Facts, brotli: bool) -> str:
    """The whole file."""
    known = kinds()
    onion = [("onion-location", f"{of.onion}$request_uri")] if of.onion else []
    values = {
        "url": of.public_url, "host": of.host, "port": str(of.plain_port), "upstream": of.upstream, "site": of.site,
        "static": of.static,
        "media": of.media, "cache": CACHE, "upload": str(of.upload_mb), "brotli": "" if brotli else "# ",
        "name": re.sub(r"[^a-z0-9]+", "_", of.host.lower()),
        "types": "\n".join(f"{kind} {' '.join(names)};" for kind, names in sorted(known.items())),
        "charset_types": " ".join(sorted(kind for kind in known if kind.startswith(WITH_CHARSET) and kind != ALWAYS)),
        "of_pages": lines([*of.of_pages, *onion]), "of_pages_always": lines(of.of_pages, always=True),
        "of_machines": lines(of.of_machines), "of_machines_always": lines(of.of_machines, always=True),
        "of_static": lines(of.of_files("/static/page.css", "cache-control")),
        "of_images": lines(of.of_files("/media/images/x.jpg")),
        "of_documents": lines(of.of_files("/media/documents/x.pdf")),
    }  # fmt: skip
    return fill(PAPER, values)


def lines(headers: Headers, always: bool = False) -> str:
    """Headers as nginx adds them; they hold no quote and no dollar."""
    tail = " always" if always else ""
    return "\n".join(f'add_header {name.title()} "{value}"{tail};' for name, value in headers)
