"""A mirror of real pages, opened from the disk in a real browser."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from masthead.press.mirrors.making import make_mirror
from masthead.press.mirrors.minisign import make_key
from masthead.press.mirrors.site import Site
from masthead.press.targets.places import place_of
from tests.ground.browser import OpenContext
from tests.ground.server import Answer
from tests.ground.server import Site as Server

POLICY = '<meta http-equiv="Content-Security-Policy"'
FIRST = ("/", "/feed.xml")
MOST = 60  # pages; the front page leads to all kinds of them


@pytest.fixture(scope="module")
def mirror(demo_site: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the demo paper as readers get them, as a mirror."""
    ground = tmp_path_factory.mktemp("mirror")
    root, folder = ground / "data" / "site", ground / "a stick" / "paper"
    seen, waiting = set[str](), [*FIRST]
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path not in seen and not path.startswith(("/-/", "/newsroom/", "/static/", "/media/")):
            seen.add(path)
            waiting += re.findall(r'<a [^>]*href="(/[^"#?]*)', _put(root, path, demo_site.get(path)))
    site = Site(root, demo_site.data / "static", demo_site.data / "media", demo_site.url)
    make_mirror(site, folder, ground / "data", make_key())
    return folder


def _put(root: Path, path: str, answer: Answer) -> str:
    """Lay a page into the site folder as the press does, its policy inside."""
    assert answer.status == 200, path
    body = answer.body.decode(errors="surrogateescape")
    if answer.header("content-type").startswith("text/html") and POLICY not in body:
        policy = f'{POLICY} content="{escape(answer.header("content-security-policy"))}">'
        body = body.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{policy}', 1)
    place = root / place_of(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body.encode(errors="surrogateescape"))
    return body


def watch(page: Page) -> list[str]:
    """What the page complains of, and whatever it asks for that is no file."""
    wrong: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            wrong.append(request.url)

    page.on("request", asked)
    page.on("requestfailed", lambda request: wrong.append(f"{request.url}: {request.failure}"))
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return wrong


def state_of(page: Page) -> dict[str, Any]:
    """What of the page has come."""
    found: dict[str, Any] = page.evaluate(
        """async () => {
            for (const image of document.images) { image.loading = "eager"; await image.decode().catch(() => {}); }
            await document.fonts.ready;
            return {
                pictures: document.images.length,
                broken: [...document.images].filter(image => !image.naturalWidth).map(image => image.src),
                fonts: [...document.fonts].filter(font => font.status == "loaded").length,
                styled: getComputedStyle(document.querySelector(".skip")).position,
                dead: [...document.querySelectorAll("[href^='/'], [src^='/'], [srcset^='/']")].map(e => e.outerHTML),
            };
        }"""
    )
    return found


def test_the_paper_can_be_walked_through_from_a_disk(page: Page, mirror: Path) -> None:
    wrong = watch(page)
    page.goto((mirror / "index.html").as_uri())
    seen = [state_of(page)]
    page.locator("main h2 a").first.click()
    page.wait_for_url(re.compile(r"^file:.*/\d{4}/\d\d/\d\d/[^/]+/index\.html$"))
    seen.append(state_of(page))
    page.get_by_role("link", name="City", exact=True).first.click()
    page.wait_for_url(re.compile(r"^file:.*/city/index\.html$"))
    seen.append(state_of(page))
    for found in seen:
        assert (found["broken"], found["dead"]) == ([], [])
        assert found["styled"] in ("absolute", "fixed")
        assert found["pictures"] > 0
        assert found["fonts"] > 0
    assert wrong == []


def test_a_page_reads_well_without_scripts(open_context: OpenContext, mirror: Path) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto((mirror / "index.html").as_uri())
    page.locator("main h2 a").first.click()
    expect(page.locator("article, main").first).to_be_visible()
    expect(page.locator("h1")).to_be_visible()


def test_the_button_for_light_and_dark_works_from_a_disk(page: Page, mirror: Path) -> None:
    page.goto((mirror / "index.html").as_uri())
    page.locator("[data-theme-toggle]").first.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_every_file_of_the_mirror_that_a_page_names_is_there(mirror: Path) -> None:
    pages = list(mirror.rglob("*.html"))
    assert len(pages) > MOST // 2
    for path in pages:
        text = re.sub(r"<script\b.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for address in re.findall(r'\s(?:href|src)="([^"#?]+)', text) + re.findall(r"url\(['\"]?([^'\")]+)", text):
            if not re.match(r"[a-z]+:", address):
                assert (path.parent / address).is_file(), f"{path}: {address}"
