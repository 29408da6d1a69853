"""The edge as a client meets it: a real Granian over a folder of printed pages, and real sockets."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from masthead.press.encodings import encode
from masthead.press.targets.folder import FolderTarget
from masthead.press.targets.target import Sheet

HTML = "text/html; charset=utf-8"
POLICY = "default-src 'none'; img-src 'self'"
LOOK = 0.1  # the edge looks at a page that it knows twenty times a second
WORDS = "<p>the tide comes in for everyone</p>" * 40


class Paper:
    """The server under test and its folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.target = FolderTarget(folder / "site")

    def put(self, path: str, text: str = "", kind: str = HTML) -> None:
        """Print a page as the press does."""
        head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' if kind == HTML else ""
        self.target.put([encode(Sheet(path, kind, {"identity": f"{head}<p>{path} {text}</p>{WORDS}".encode()}))])

    def move(self, old: str, new: str) -> None:
        """Have an old address lead on."""
        self.target.put([Sheet(old, moved_to=new)])

    @contextmanager
    def having(self, name: str) -> Iterator[None]:
        """While a mark lies in the folder."""
        (self.folder / name).touch()
        try:
            yield
        finally:
            (self.folder / name).unlink()

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data

    def raw(self, request: bytes) -> bytes:
        """What comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as wire:
            wire.sendall(request)
            wire.settimeout(3)
            data = b""
            try:
                while part := wire.recv(65536):
                    data += part
            except TimeoutError:
                pass
            return data

    def status_of(self, path: str) -> int:
        """The status for a path that is sent as it is spelt here."""
        answer = self.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        return int(answer.split(b" ", 2)[1])

    def asked(self, path: str) -> int:
        """How often the application behind was asked."""
        return (self.folder / "asked").read_text().count(f" {path}\n")


def fill(paper: Paper) -> None:
    """A small printed paper, files beside it, and what no reader may have."""
    for path in ("/", "/city/", "/404.html", "/503.html"):
        paper.put(path)
    paper.put("/feed.xml", kind="application/rss+xml")
    paper.put("/.well-known/security.txt", kind="text/plain")
    paper.target.put([Sheet("/today.epub", "application/epub+zip", {"identity": bytes(range(256)) * 8})])
    files = {
        "asked": b"",
        "secret": b"s",
        "site/.fresh-1f-index.html": b"half a page",
        "site/.keep": b"",
        "static/app.js": b"let a = 1;" * 100,
        "media/documents/sound.mp3": bytes(range(256)) * 40,
        "media/original_images/x.jpg": b"x",
    }
    for name, data in files.items():
        (paper.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (paper.folder / name).write_bytes(data)
    with open(paper.folder / "media/documents/large.bin", "wb") as large:
        large.truncate(3_000_000)


@contextmanager
def served(folder: Path) -> Iterator[Paper]:
    """The small paper, served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        paper = Paper(folder, probe.getsockname()[1])
    fill(paper)
    command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--port", str(paper.port), "--no-ws",
               "--log-level", "warning", "masthead.press.tests.tiny:application"]  # fmt: skip
    server = subprocess.Popen(command, env={**os.environ, "TINY_FOLDER": str(folder)})
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", paper.port)) == 0:
                    break
            time.sleep(0.1)
        yield paper
    finally:
        server.terminate()
        server.wait(10)
