"""Handing a request to Django: RSGI in, WSGI (PEP 3333) across, an answer back. Runs in a pool of threads."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import IO, Any

from masthead.press.serving.answers import Headers

SPOOL_IN_MEMORY = 1024 * 1024
FORWARDED = ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "forwarded", "x-real-ip")


class TooLarge(Exception):
    """The request's body is larger than the largest upload."""


@dataclass
class Request:
    """What Django needs of a request. ``path`` decoded, once."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    client: str = "127.0.0.1:0"
    scheme: str = "http"
    host: str = "localhost"
    body: IO[bytes] = field(default_factory=io.BytesIO)


class Bridge:
    """Calls a WSGI application from the event loop."""

    def __init__(self, application: Callable[..., Iterable[bytes]], threads: int, proxies: list[Any]) -> None:
        self.application = application
        self.threads = threads
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="django")
        self.proxies = proxies

    async def call(self, loop: Any, request: Request) -> tuple[int, Headers, bytes]:
        """Status, headers with lower-case names, and the whole body."""
        answer: tuple[int, Headers, bytes] = await loop.run_in_executor(self.pool, self.call_now, request)
        return answer

    def call_now(self, request: Request) -> tuple[int, Headers, bytes]:
        """The same, in this thread."""
        started: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            started[:] = [(int(status.split(" ", 1)[0]), [(name.lower(), value) for name, value in headers])]

        result = self.application(self.environ(request), start_response)
        try:
            body = b"".join(result)
        finally:
            close = getattr(result, "close", None)
            if close:
                close()
        status, headers = started[0]
        return status, headers, body

    def environ(self, request: Request) -> dict[str, Any]:
        """The request as WSGI says it. Forwarded headers are believed only from a trusted proxy."""
        client, scheme = request.client.rsplit(":", 1)[0].strip("[]"), request.scheme
        headers = request.headers
        if self._is_trusted(client):
            client, scheme = self._behind_proxy(headers, client, scheme)
        headers = [(name, value) for name, value in headers if name not in FORWARDED]
        host, _, port = request.host.rpartition(":") if request.host.rfind(":") > request.host.rfind("]") else (
            request.host, "", "443" if scheme == "https" else "80"
        )  # fmt: skip
        environ = {
            "REQUEST_METHOD": request.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": request.path.encode().decode("latin-1"),
            "QUERY_STRING": request.query,
            "SERVER_NAME": host.strip("[]"),
            "SERVER_PORT": port,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": client,
            "HTTP_HOST": request.host,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scheme,
            "wsgi.input": request.body,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        _add_headers(environ, headers)
        return environ

    def _is_trusted(self, client: str) -> bool:
        try:
            address = ip_address(client)
        except ValueError:
            return False
        return any(address in network for network in self.proxies)

    def _behind_proxy(self, headers: list[tuple[str, str]], client: str, scheme: str) -> tuple[str, str]:
        """The nearest address that is no proxy of ours, and the scheme the outermost proxy saw."""
        hops = [hop.strip() for name, value in headers if name == "x-forwarded-for" for hop in value.split(",")]
        for hop in reversed(hops):
            client = hop
            if not self._is_trusted(hop):
                break
        said = [value.strip().lower() for name, value in headers if name == "x-forwarded-proto"]
        return client, said[-1] if said and said[-1] in ("http", "https") else scheme


def _add_headers(environ: dict[str, Any], headers: list[tuple[str, str]]) -> None:
    for name, value in headers:
        if "_" in name or name in ("host", "content-encoding", "transfer-encoding"):
            continue  # an underscore would pass for a hyphen and could forge another header
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        joiner = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joiner}{value}" if key in environ else value


def spool() -> IO[bytes]:
    """Where a body is kept while it comes in: memory first, then a file without a name."""
    return tempfile.SpooledTemporaryFile(SPOOL_IN_MEMORY)
