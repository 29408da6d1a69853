"""The configuration of Caddy."""

from __future__ import annotations

import re
from pathlib import Path

from masthead.config.webservers.facts import Facts, kinds
from masthead.config.webservers.filling import fill
from masthead.config.webservers.nginx import WITH_CHARSET
from masthead.press.serving.answers import Headers
from masthead.press.serving.files import FOR_EVER
from masthead.press.serving.pages import CACHE

PAPER = Path(__file__).with_name("Caddyfile")


def configuration(of: Facts) -> str:
    """The whole file."""
    onion = [("onion-location", f"{of.onion}{{http.request.orig_uri}}")] if of.onion else []
    values = {
        "url": of.public_url, "address": of.public_url if of.is_secure else of.plain_address,
        "name": re.sub(r"[^a-z0-9]+", "_", of.host.lower()), "upstream": of.upstream, "site": of.site,
        "static": of.static, "media": of.media, "cache": CACHE, "for_ever": FOR_EVER, "upload": str(of.upload_mb),
        "upload_bytes": str(of.upload_mb * 1024**2),
        "types": types(), "of_pages": lines([*of.of_pages, *onion]), "of_errors": lines(of.of_pages),
        "of_machines": lines(of.of_machines),
        "of_static": lines(of.of_files("/static/page.css", "cache-control")),
        "of_images": lines(of.of_files("/media/images/x.jpg")),
        "of_documents": lines(of.of_files("/media/documents/x.pdf")),
    }  # fmt: skip
    text = fill(PAPER, values)
    return re.sub(r"^ +", lambda found: "\t" * (len(found[0]) // 4), text, flags=re.MULTILINE)  # as caddy fmt has it


def lines(headers: Headers) -> str:
    """Headers as Caddy sets them; they hold no double quote."""
    return "\n".join(f'header {name.title()} "{value}"' for name, value in headers)


def types() -> str:
    """A type for each extension, so that it does not hang on what the machine knows of types."""
    written = []
    for kind, names in sorted(kinds().items()):
        label = re.sub(r"[^a-z0-9]+", "_", kind)
        charset = "; charset=utf-8" if kind.startswith(WITH_CHARSET) else ""
        written.append(f"@{label} path {' '.join(f'*.{name}' for name in names)}")
        written.append(f'header @{label} Content-Type "{kind}{charset}"')
    return "\n".join(written)
