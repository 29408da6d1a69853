"""What Granian runs with ``--role edge``: printed pages and files, without Django and without a database.

What is dynamic is answered with the printed 503 page. A content network or nginx in front leads that part elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from masthead.config import options
from masthead.config.orphan import leave_with_parent
from masthead.press.serving.answers import Headers
from masthead.press.serving.bridge import Bridge
from masthead.press.serving.edge import Edge
from masthead.press.serving.files import Files
from masthead.press.serving.pages import Pages
from masthead.press.serving.store import Store

IN_MEMORY = 64 * 1024 * 1024


def make_edge() -> Edge:
    """The edge over the site folder of this newsroom's options."""
    values = options.load()
    data: Path = values["MASTHEAD_DATA"]
    site = values["MASTHEAD_SITE_STORE"]
    address = values["MASTHEAD_URL"] or "http://localhost"
    extra: Headers = [("cross-origin-opener-policy", "same-origin")]
    if address.startswith("https://"):
        extra.append(("strict-transport-security", "max-age=31536000"))
    return Edge(
        Bridge(_nobody, 2, []),
        Files(data / "static", data / "media", Store(IN_MEMORY)),
        Pages(site if isinstance(site, Path) else data / "site", Store(IN_MEMORY), extra, values["MASTHEAD_ONION"]),
        data,  # always there: nothing is ever rendered here
        address,
        0,
    )


def _nobody(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("503 Service Unavailable", [])
    return []


leave_with_parent()
application = make_edge()
