"""What every page keeps to in a real browser: keys, widths, no script, no strangers, no barrier."""

from __future__ import annotations

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.ground.browser import DESKTOP, PHONE, OpenContext
from tests.ground.checkers import axe_violations
from tests.ground.kinds import KINDS, LIGHT_KINDS, address_of
from tests.ground.reader_pages import MOVING
from tests.ground.server import Site

# These look to a browser as others do that are in.
ALIKE = ("obituary", "interview", "search without results", "empty search")
SEEN = [kind for kind in KINDS if kind not in (*ALIKE, *MOVING)]
every_kind = pytest.mark.parametrize("kind", SEEN)
framed_kinds = pytest.mark.parametrize("kind", [kind for kind in SEEN if kind not in LIGHT_KINDS])
WIDTH = "document.scrollingElement.scrollWidth"


def visit(page: Page, site: Site, kind: str) -> None:
    """Open a kind of page and see it whole."""
    page.goto(site.url + address_of(site, kind), wait_until="load")


@every_kind
def test_no_barrier_for_anyone(demo_site: Site, open_context: OpenContext, kind: str) -> None:
    page = open_context(viewport=PHONE, reduced_motion="reduce").new_page()
    visit(page, demo_site, kind)
    found = {"phone": axe_violations(page)}
    page.emulate_media(color_scheme="dark")
    found["phone, dark"] = axe_violations(page, "color-contrast")
    page.set_viewport_size(DESKTOP)
    found["desktop, dark"] = axe_violations(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    found["desktop"] = axe_violations(page)
    assert not any(found.values()), found


@every_kind
def test_nothing_is_asked_of_others_and_nothing_fails(demo_site: Site, open_context: OpenContext, kind: str) -> None:
    page = open_context().new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(_address(request)))
    page.on("console", lambda message: said.extend(_complaint(message)))
    page.on("pageerror", lambda error: said.append(str(error)))
    visit(page, demo_site, kind)
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    assert not [address for address in asked if not address.startswith((demo_site.url, "data:"))]
    own = demo_site.url + address_of(demo_site, kind)
    assert not [line for line in said if not (kind == "not found" and own in line)]
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def _address(request: Request) -> str:
    return request.url


def _complaint(message: ConsoleMessage) -> list[str]:
    return [f"{message.text} {message.location.get('url')}"] if message.type in ("error", "warning") else []


@every_kind
def test_it_fits_a_phone(demo_site: Site, open_context: OpenContext, kind: str) -> None:
    page = open_context(viewport=PHONE, is_mobile=True, has_touch=True).new_page()
    visit(page, demo_site, kind)
    assert page.evaluate(WIDTH) <= PHONE["width"]
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate(WIDTH) <= 320


@framed_kinds
def test_the_first_key_reaches_the_skip_link(demo_site: Site, open_context: OpenContext, kind: str) -> None:
    page = open_context().new_page()
    visit(page, demo_site, kind)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text().strip() == "Skip to content"
    box = focused.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null || !document.querySelector('main a')")


@framed_kinds
def test_it_works_without_script(demo_site: Site, open_context: OpenContext, kind: str) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    visit(page, demo_site, kind)
    assert page.locator("h1").is_visible()
    assert page.locator("main").is_visible()
    for element in page.locator(".need-js").all():
        assert not element.is_visible()
    page.locator("nav a").first.click()
    page.wait_for_load_state("load")
    assert page.locator("h1").is_visible()


def test_search_works_without_script(demo_site: Site, open_context: OpenContext) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{demo_site.url}/-/search")
    page.locator("main input[name=q]").fill("harbour")
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_load_state("load")
    assert page.locator("main mark").count() > 0


def test_nothing_moves_while_a_story_loads(demo_site: Site, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { if (!entry.hadRecentInput) window.moved += entry.value; }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    visit(page, demo_site, "long story")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") <= 0.01


@pytest.mark.parametrize(("kind", "heaviest"), [("front page", 600_000), ("long story", 400_000), ("brief", 250_000)])
def test_it_is_light(demo_site: Site, open_context: OpenContext, kind: str, heaviest: int) -> None:
    """With JPEGs alone: the worker, which makes the lighter formats, is not running."""
    page = open_context(viewport=PHONE).new_page()
    visit(page, demo_site, kind)
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map(entry => entry.transferSize)"
    )
    assert len(sizes) <= 20
    assert sum(sizes) <= heaviest


def test_it_prints_on_paper(demo_site: Site, open_context: OpenContext) -> None:
    page = open_context().new_page()
    visit(page, demo_site, "long story")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not any(link.is_visible() for link in page.locator("nav a").all())
