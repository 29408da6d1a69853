"""A tiny application behind the real edge, for Granian to run: it counts how often it was asked, in a file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from masthead.press.serving.bridge import Bridge
from masthead.press.serving.edge import Edge
from masthead.press.serving.files import Files
from masthead.press.serving.pages import Pages
from masthead.press.serving.store import Store

FOLDER = Path(os.environ["TINY_FOLDER"])


def wsgi(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    with open(FOLDER / "asked", "a") as log:
        log.write(f"{environ['REQUEST_METHOD']} {path}\n")
    if (FOLDER / "down").exists():
        start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
        return []
    if path == "/-/breaks":
        raise OSError("secret trace")
    if path.startswith("/-/"):
        body = environ["wsgi.input"].read()
        start_response("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return [f"{environ['REQUEST_METHOD']} {len(body)} {environ.get('HTTP_COOKIE', '')}".encode()]
    if path.startswith("/slow/"):
        time.sleep(0.5)
    if path.startswith("/broken/"):
        start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
        return [b"secret trace"]
    if path.startswith("/nowhere/"):
        start_response("404 Not Found", [("Content-Type", "text/html"), ("Masthead-Printed", "1")])
        return [b"<p>what Django says</p>"]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Masthead-Printed", "1"), ("Set-Cookie", "reader=1")]
    headers.append(("Seen", f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}"))
    start_response("200 OK", headers)
    text = f"<p>{path} made just now, cookie [{environ.get('HTTP_COOKIE', '')}]</p>"
    return [(text + "<p>the tide comes in for everyone</p>" * 40).encode()]


application = Edge(
    Bridge(wsgi, 4, []),
    Files(FOLDER / "static", FOLDER / "media", Store(10_000_000)),
    Pages(FOLDER / "site", Store(10_000_000), [("cross-origin-opener-policy", "same-origin")], "http://tide.onion"),
    FOLDER / "whole",
    "https://paper.example",
    3_000_000,
)
application.patience = 1.0
