"""The one object that Granian runs: it answers from memory what is the same for everyone, and hands on the rest."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

from masthead.press.serving.answers import Answer, make_answer
from masthead.press.serving.bridge import Bridge, Request, TooLarge, spool
from masthead.press.serving.files import Files, LargeFile
from masthead.press.serving.sending import guarded, refuse, respond, send, send_large, unavailable
from masthead.press.serving.store import Store

log = logging.getLogger(__name__)

DYNAMIC = ("/-/", "/newsroom/")
FILES = ("/static/", "/media/")
SECONDS_BETWEEN_LOOKS = 0.25
PRINTED = "masthead-printed"
STAFF_COOKIE = "masthead_session="
LARGEST_FORM = 1024 * 1024  # what somebody without a session may send
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
        self.patience = 30.0  # seconds without a byte of a body
        # Strangers never take all threads: the newsroom can work while the paper is flooded.
        self.strangers = asyncio.Semaphore(max(1, bridge.threads // 2))
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
        # Granian has decoded the path; twice, and each page could be had, and kept, under any number of spellings.
        path, method = scope.path, scope.method
        if path.startswith(DYNAMIC):
            await self._to_django(scope, protocol)
        elif method not in ("GET", "HEAD"):
            refuse(protocol, 405, "Method not allowed", ("allow", "GET, HEAD"))
        elif path.startswith(FILES):
            self._send_file(path, scope, protocol)
        else:
            await self._send_page(path, scope, protocol)

    # Pages

    async def _send_page(self, path: str, scope: Any, protocol: Any) -> None:
        # A query changes no page; but it may be part of an old address, such as /?p=123, that redirects.
        query = scope.query_string
        answer = await self._print(path, query) if query and path == "/" else None
        if answer is None or answer.status not in (301, 302):
            answer = await self._page(path)
            if query and path != "/" and answer is not None and answer.status != 200:
                answer = await self._print(path, query)
        if answer is None:
            unavailable(protocol)
        else:
            send(scope, protocol, answer)

    async def _page(self, path: str) -> Answer | None:
        kept = self.pages.get(path)
        if kept is not None and kept.stamp == self.edition:
            return kept.answer
        answer = await self._print(path)
        if answer is None and kept is not None:
            return kept.answer  # Django or the database is down: the last good page is better than none
        return answer

    async def _print(self, path: str, query: str = "") -> Answer | None:
        """Render a page once, however many readers ask for it at the same time."""
        address = f"{path}?{query}"
        waiting = self.printing.get(address)
        if waiting is not None:
            return await asyncio.shield(waiting)
        future: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self.printing[address] = future
        try:
            answer = await self._render(path, query)
        except Exception:
            log.exception("event=page_failed path=%s", path)
            answer = None
        finally:
            del self.printing[address]
        future.set_result(answer)
        return answer

    async def _render(self, path: str, query: str) -> Answer | None:
        edition = self.edition
        # No header of the reader's goes along: the page cannot depend on who asked first.
        request = Request("GET", path, query, scheme=self.scheme, host=self.host, edition=edition)
        async with self.strangers:
            status, headers, body = await self.bridge.call(asyncio.get_running_loop(), request)
        if status >= 500:
            return None
        printed = any(name == PRINTED for name, _ in headers)
        headers = [
            (name, value) for name, value in headers if name not in (PRINTED, "set-cookie", "vary", "content-length")
        ]
        headers.append(("cache-control", CACHE_PAGES if status == 200 else "public, max-age=60"))
        answer = await asyncio.get_running_loop().run_in_executor(None, make_answer, status, guarded(headers), body)
        if printed and status == 200 and not query:
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
            unavailable(protocol)
            return
        finally:
            request.body.close()
        headers = [pair for pair in headers if pair[0] not in (PRINTED, "content-length")]
        respond(scope, protocol, status, guarded(headers), body)

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
