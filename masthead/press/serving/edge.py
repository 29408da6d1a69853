"""The one object that Granian runs: it answers from memory what is the same for everyone, and hands on the rest."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from masthead.press.serving.answers import Answer, make_answer
from masthead.press.serving.bridge import Bridge, Request, TooLarge, spool
from masthead.press.serving.files import FOR_ALL, Files, LargeFile
from masthead.press.serving.sending import respond, send, send_large, unavailable
from masthead.press.serving.store import Store

log = logging.getLogger(__name__)

DYNAMIC = ("/-/", "/newsroom/")
FILES = ("/static/", "/media/")
SECONDS_BETWEEN_LOOKS = 0.25
PRINTED = "masthead-printed"
# A reader's browser asks again each time and is mostly told 304: the page is never stale, and cheap.
CACHE_PAGES = "public, max-age=0, must-revalidate, stale-if-error=86400"


class Edge:
    """Pages, files, and a way to Django."""

    def __init__(
        self, bridge: Bridge, files: Files, pages: Store, edition: Callable[[], int], address: str, largest_body: int
    ) -> None:
        self.bridge = bridge
        self.files = files
        self.pages = pages
        self.read_edition = edition
        self.scheme, _, self.host = address.partition("://")
        self.largest_body = largest_body
        self.edition = 0
        self.printing: dict[str, asyncio.Future[Answer | None]] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.watcher: asyncio.Task[None] | None = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        with contextlib.suppress(Exception):
            self.edition = self.read_edition()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        if scope.proto != "http":
            protocol.close(None)
            return
        if self.watcher is None:
            self.watcher = asyncio.get_running_loop().create_task(self._watch())
        path, method = scope.path, scope.method
        if path.startswith(DYNAMIC):
            await self._to_django(scope, protocol)
        elif method not in ("GET", "HEAD"):
            protocol.response_str(405, [("allow", "GET, HEAD"), ("content-type", "text/plain")], "Method not allowed\n")
        elif path.startswith(FILES):
            self._send_file(scope, protocol)
        elif scope.query_string:
            await self._to_django(scope, protocol)  # an old address such as /?p=123 may redirect
        else:
            await self._send_page(scope, protocol)

    # Pages

    async def _send_page(self, scope: Any, protocol: Any) -> None:
        path = scope.path
        kept = self.pages.get(path)
        if kept is not None and kept.stamp == self.edition:
            send(scope, protocol, kept.answer)
            return
        answer = await self._print(path)
        if answer is None and kept is not None:
            answer = kept.answer  # Django or the database is down: the last good page is better than none
        if answer is None:
            unavailable(protocol)
        else:
            send(scope, protocol, answer)

    async def _print(self, path: str) -> Answer | None:
        """Render a page once, however many readers ask for it at the same time."""
        waiting = self.printing.get(path)
        if waiting is not None:
            return await asyncio.shield(waiting)
        future: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self.printing[path] = future
        try:
            answer = await self._render(path)
        except Exception:
            log.exception("event=page_failed path=%s", path)
            answer = None
        finally:
            del self.printing[path]
        future.set_result(answer)
        return answer

    async def _render(self, path: str) -> Answer | None:
        edition = self.edition
        # No header of the reader's goes along: the page cannot depend on who asked first.
        status, headers, body = await self.bridge.call(
            asyncio.get_running_loop(), Request("GET", path, "", scheme=self.scheme, host=self.host)
        )
        if status >= 500:
            return None
        printed = any(name == PRINTED for name, _ in headers)
        headers = [
            (name, value) for name, value in headers if name not in (PRINTED, "set-cookie", "vary", "content-length")
        ]
        headers.append(("cache-control", CACHE_PAGES if status == 200 else "public, max-age=60"))
        answer = await asyncio.get_running_loop().run_in_executor(None, make_answer, status, headers, body)
        if printed and status == 200:
            self.pages.put(path, answer, edition)
        return answer

    async def _watch(self) -> None:
        """Learn of changes that other processes made."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            with contextlib.suppress(Exception):  # the database is away: what is in memory stays readable
                self.edition = await asyncio.get_running_loop().run_in_executor(None, self.read_edition)

    def changed(self) -> None:
        """Learn of a change that this process made; called from the thread that made it."""
        with contextlib.suppress(Exception):
            self.edition = self.read_edition()

    # Files

    def _send_file(self, scope: Any, protocol: Any) -> None:
        found = self.files.find(unquote(scope.path))
        if found is None:
            protocol.response_str(404, [("content-type", "text/plain"), *FOR_ALL], "There is no such file.\n")
        elif isinstance(found, LargeFile):
            send_large(scope, protocol, found)
        else:
            send(scope, protocol, found, ranges=True)

    # Django

    async def _to_django(self, scope: Any, protocol: Any) -> None:
        try:
            request = await self._request(scope, protocol)
        except TooLarge:
            protocol.response_str(413, [("content-type", "text/plain")], "The upload is too large.\n")
            return
        try:
            status, headers, body = await self.bridge.call(asyncio.get_running_loop(), request)
        except Exception:
            log.exception("event=request_failed path=%s", scope.path)
            unavailable(protocol)
            return
        finally:
            request.body.close()
        headers = [pair for pair in headers if pair[0] not in (PRINTED, "content-length")]
        respond(scope, protocol, status, headers, body)

    async def _request(self, scope: Any, protocol: Any) -> Request:
        headers = [(name, value) for name, value in scope.headers.items() if name != "content-length"]
        body, size = spool(), 0
        if scope.method not in ("GET", "HEAD"):
            async for chunk in protocol:
                size += len(chunk)
                if size > self.largest_body:
                    body.close()
                    raise TooLarge
                body.write(chunk)
            body.seek(0)
            headers.append(("content-length", str(size)))
        host = scope.authority or scope.headers.get("host") or self.host
        return Request(scope.method, scope.path, scope.query_string, headers, scope.client, scope.scheme, host, body)
