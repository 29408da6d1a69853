"""Sending an answer over RSGI: conditions, ranges, HEAD."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from masthead.press.serving import answers
from masthead.press.serving.answers import Answer, Headers
from masthead.press.serving.files import FOR_ALL, LargeFile

POLICY = "content-security-policy"
NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'"


def send(scope: Any, protocol: Any, answer: Answer, ranges: bool = False) -> None:
    """An answer from memory: 304, a range, or the whole in the best encoding."""
    get = scope.headers.get
    wanted_range = get("range") if ranges else None
    body = answer.bodies["identity"] if wanted_range else answer.best(get("accept-encoding"))
    condition = get("if-none-match")
    if condition and answer.status == 200 and answers.matches(condition, body.etag):
        protocol.response_empty(
            304, [pair for pair in body.headers if pair[0] not in ("content-type", "content-encoding")]
        )
    elif wanted_range and answer.status == 200:
        send_range(scope, protocol, body, wanted_range)
    else:
        respond(scope, protocol, answer.status, body.headers, body.data)


def respond(scope: Any, protocol: Any, status: int, headers: Headers, data: bytes) -> None:
    """Send a body, or for HEAD its length alone."""
    if scope.method == "HEAD":
        protocol.response_empty(status, [*headers, ("content-length", str(len(data)))])
    elif data:
        protocol.response_bytes(status, headers, data)
    else:
        protocol.response_empty(status, headers)


def send_range(scope: Any, protocol: Any, body: answers.Body, wanted: str) -> None:
    """A part of a file in memory (RFC 9110, section 14)."""
    size = len(body.data)
    try:
        part = answers.parse_range(wanted, size)
    except ValueError:
        protocol.response_empty(416, [("content-range", f"bytes */{size}")])
        return
    if part is None or not _same(scope, body.etag):
        respond(scope, protocol, 200, body.headers, body.data)
        return
    start, end = part
    headers = [*body.headers, ("content-range", f"bytes {start}-{end - 1}/{size}"), ("accept-ranges", "bytes")]
    respond(scope, protocol, 206, headers, body.data[start:end])


def send_large(scope: Any, protocol: Any, file: LargeFile) -> None:
    """A file from the disk, whole or in part."""
    get = scope.headers.get
    headers = [*file.headers, ("etag", file.etag), ("accept-ranges", "bytes")]
    condition, wanted = get("if-none-match"), get("range")
    if condition and answers.matches(condition, file.etag):
        protocol.response_empty(304, headers)
        return
    if scope.method == "HEAD":
        protocol.response_empty(200, [*headers, ("content-length", str(file.size))])
        return
    try:
        part = answers.parse_range(wanted, file.size) if wanted and _same(scope, file.etag) else None
    except ValueError:
        protocol.response_empty(416, [("content-range", f"bytes */{file.size}")])
        return
    if part is None:
        protocol.response_file(200, headers, file.path)
    else:
        headers.append(("content-range", f"bytes {part[0]}-{part[1] - 1}/{file.size}"))
        protocol.response_file_range(206, headers, file.path, *part)


def _same(scope: Any, etag: str) -> bool:
    condition = scope.headers.get("if-range")
    return not condition or condition.strip() == etag


def guarded(headers: Headers) -> Headers:
    """The headers; an answer that names no policy of its own, such as an error of Django's, may run nothing."""
    return headers if any(name == POLICY for name, _ in headers) else [*headers, (POLICY, NOTHING_RUNS)]


def refuse(protocol: Any, status: int, text: str, *headers: tuple[str, str]) -> None:
    """A line of text instead of what was asked for."""
    own = [("content-type", "text/plain; charset=utf-8"), *FOR_ALL, *headers]
    protocol.response_str(status, guarded(own), f"{text}\n")


def lead(protocol: Any, target: str) -> None:
    """301 to another address, which may be of another site."""
    location = quote(target, safe="/:?#[]@!$&'()*+,;=%~-._")
    headers = [("location", location), ("cache-control", "public, max-age=300"), *FOR_ALL]
    protocol.response_empty(301, guarded(headers))


def unavailable(protocol: Any) -> None:
    """Nothing is there to serve and Django cannot make it."""
    text = "This part of the paper cannot answer just now. Pages that were printed before can still be read."
    refuse(protocol, 503, text, ("retry-after", "30"))
