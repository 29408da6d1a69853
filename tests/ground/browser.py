"""A real Chromium for journeys and page checks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing but this machine is ever asked for a page, also by the browser's own services.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)  # fmt: skip
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}

PATIENCE = 20_000  # milliseconds; a busy machine is slow, not wrong

OpenContext = Callable[..., BrowserContext]


def leave_out(reason: str) -> NoReturn:
    """Skip the test, but fail it where all tests must run."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def executable() -> str | None:
    """The browser of this machine, or the one that Playwright installed."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    with sync_playwright() as play:
        return _of_playwright(play)


def _of_playwright(play: Playwright) -> str | None:
    path = play.chromium.executable_path
    return path if path and Path(path).exists() and os.access(path, os.X_OK) else None


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file; Playwright's event loop must not outlive them in this process."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as play:
        path = path or _of_playwright(play)
        if not path:
            leave_out("there is no Chromium here: `make test` installs one where it can")
        running = play.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        expect.set_options(timeout=PATIENCE)
        yield running
        running.close()


@pytest.fixture
def open_context(browser: Browser) -> Iterator[OpenContext]:
    """Opens fresh windows: ``open_context(viewport=PHONE, color_scheme="dark", java_script_enabled=False)``."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-US", **options})
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A page in a window of desktop size."""
    return open_context().new_page()


if __name__ == "__main__":
    raise SystemExit(executable() is None)
