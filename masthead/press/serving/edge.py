"""The one object that Granian runs: it answers with printed pages and files, and hands on the rest."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from masthead.press.serving.answers import Answer, make_answer
from masthead.press.serving.bridge import Bridge, Request, TooLarge, spool
from masthead.press.serving.files import Files, LargeFile
from masthead.press.serving.pages import Pages
from masthead.press.serving.sending import guarded, lead, refuse, respond, send, send_large, unavailable

log = logging.getLogger(__name__)

DYNAMIC = ("/-/", "/newsroom/")
FILES = ("/static/", "/media/")
PRINTED = "masthead-printed"
STAFF_COOKIE = "masthead_session="
LONGEST_ADDRESS = 8000
LARGEST_FORM = 1024 * 1024  # what somebody without a session may send


class CannotTell(Exception):
    """Whether there is such a page is known to Django alone, and Django is down."""


class Edge:
    """Pages, files, and a way to Django."""

    def __init__(
        self, bridge: Bridge, files: Files, pages: Pages, whole: Path, address: str, largest_body: int
    ) -> None:
        self.bridge = bridge
        self.files = files
        self.pages = pages
        self.whole = whole
        self.scheme, _, self.host = address.partition("://")
        self.largest_body = largest_body
        self.patience = 30.0  # seconds without a byte of a body
        # Strangers never take all threads: the newsroom can work while the paper is flooded.
        self.strangers = asyncio.Semaphore(max(1, bridge.threads // 2))

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        if scope.proto != "http":
            protocol.close(None)
            return
        # Granian has decoded the path; twice, and each page could be had under any number of spellings.
        path, method = scope.path, scope.method
        if "\0" in path:
            refuse(protocol, 400, "There can be no such address.")
        elif len(path) + len(scope.query_string) > LONGEST_ADDRESS:
            refuse(protocol, 414, "The address is too long.")
        elif path.startswith(DYNAMIC):
            await self._to_django(scope, protocol)
        elif method not in ("GET", "HEAD"):
            refuse(protocol, 405, "Method not allowed", ("allow", "GET, HEAD"))
        elif path.startswith(FILES):
            self._send_file(path, scope, protocol)
        elif path == "/" and scope.query_string and (target := self._moved(path, scope.query_string)):
            lead(protocol, target)
        elif (answer := self.pages.find(path)) is not None:
            send(scope, protocol, answer, ranges=path.endswith(".epub"))
        else:
            await self._send_other(path, scope, protocol)

    # What no page stands at

    async def _send_other(self, path: str, scope: Any, protocol: Any) -> None:
        """A redirect, the page under its right name, one that is not printed yet, or the page for what is not there."""
        target = self._moved(path, scope.query_string)
        if target is None and not path.endswith("/") and self.pages.find(f"{path}/") is not None:
            target = f"{path}/?{scope.query_string}" if scope.query_string else f"{path}/"
        if target is not None:
            lead(protocol, target)
            return
        try:
            answer = None if self.whole.exists() else await self._render(path)
        except CannotTell:
            self._unavailable(scope, protocol)
            return
        answer = answer or self.pages.as_status("/404.html", 404)
        if answer is None:
            refuse(protocol, 404, "There is no such page.")
        else:
            send(scope, protocol, answer)

    def _moved(self, path: str, query: str) -> str | None:
        """Where an old address leads, first with its query and then without. Old queries are kept in order."""
        asked = "&".join(sorted(query.split("&"))) if query else ""
        found = self.pages.moved(f"{path.rstrip('/') or '/'}?{asked}") if asked else None
        return found or (self.pages.moved(path) if path != "/" else None)

    async def _render(self, path: str) -> Answer | None:
        """While the paper is being printed for the first time, a page that is still missing is made for its reader."""
        # No header of the reader's goes along: the page cannot depend on who asked first.
        request = Request("GET", path, "", scheme=self.scheme, host=self.host)
        try:
            async with self.strangers:
                status, headers, body = await self.bridge.call(asyncio.get_running_loop(), request)
        except Exception:
            log.exception("event=page_failed path=%s", path)
            raise CannotTell from None
        if status >= 500:
            raise CannotTell
        if status not in (200, 301, 302):
            return None
        headers = [pair for pair in headers if pair[0] not in (PRINTED, "set-cookie", "vary", "content-length")]
        return make_answer(status, guarded([*headers, ("cache-control", "no-store")]), body, brotli_quality=1)

    # Files

    def _send_file(self, path: str, scope: Any, protocol: Any) -> None:
        found = self.files.find(path)
        if found is None:
            refuse(protocol, 404, "There is no such file.")
        elif isinstance(found, LargeFile):
            send_large(scope, protocol, found)
        else:
            send(scope, protocol, found, ranges=True)

    # Django

    async def _to_django(self, scope: Any, protocol: Any) -> None:
        is_staff = STAFF_COOKIE in (scope.headers.get("cookie") or "")  # or says so; Django looks closer
        largest = self.largest_body if is_staff else min(self.largest_body, LARGEST_FORM)
        try:
            request = await self._request(scope, protocol, largest)
        except TooLarge:
            refuse(protocol, 413, "The upload is too large.")
            return
        except TimeoutError:
            refuse(protocol, 408, "The upload has stopped.")
            return
        try:
            async with contextlib.nullcontext() if is_staff else self.strangers:
                status, headers, body = await self.bridge.call(asyncio.get_running_loop(), request)
        except Exception:
            log.exception("event=request_failed path=%s", scope.path)
            self._unavailable(scope, protocol)
            return
        finally:
            request.body.close()
        if status == 503 and not body:
            self._unavailable(scope, protocol)
            return
        headers = [pair for pair in headers if pair[0] not in (PRINTED, "content-length")]
        respond(scope, protocol, status, guarded(headers), body)

    def _unavailable(self, scope: Any, protocol: Any) -> None:
        """Down is not dark: a printed page says what still works."""
        answer = self.pages.as_status("/503.html", 503, ("retry-after", "30"))
        if answer is None:
            unavailable(protocol)
        else:
            send(scope, protocol, answer)

    async def _request(self, scope: Any, protocol: Any, largest: int) -> Request:
        headers = [(name, value) for name, value in scope.headers.items() if name != "content-length"]
        body, size = spool(), 0
        if scope.method not in ("GET", "HEAD"):
            try:
                async for chunk in _in_time(protocol, self.patience):
                    size += len(chunk)
                    if size > largest:
                        raise TooLarge
                    body.write(chunk)
            except BaseException:
                body.close()
                raise
            body.seek(0)
            headers.append(("content-length", str(size)))
        host = scope.authority or scope.headers.get("host") or self.host
        return Request(scope.method, scope.path, scope.query_string, headers, scope.client, scope.scheme, host, body)


async def _in_time(protocol: Any, patience: float) -> AsyncIterator[bytes]:
    """A body's pieces. ``TimeoutError`` when the next one does not come: who sends nothing must not hold a place."""
    pieces = aiter(protocol)
    while True:
        try:
            async with asyncio.timeout(patience):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        yield piece
