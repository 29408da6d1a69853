"""Pages that stay open: new updates at the reader's word, and what stands beside older stories."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.ground.browser import DESKTOP, PHONE, OpenContext
from tests.ground.checkers import axe_violations
from tests.ground.kinds import story_address
from tests.ground.server import MakeSite, Site
from tests.journeys.colleague import Colleague, eventually

A_MINUTE = 61_000
MOVED = (
    "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
    "entry => { if (!entry.hadRecentInput) window.moved += entry.value; })).observe({type: 'layout-shift'});"
)
# What a reader has of an update, whether it was printed or put in: without what the clock of the browser shows.
SHOWN = "row => [row.className, row.id, row.dataset.update, ...[...row.children].map(part => part.outerHTML)]"


def post(editor: Colleague, site: Site, text: str, is_key: bool = False) -> None:
    """Post an update from the desk, and wait until readers can have it."""
    editor.page.goto(f"{site.url}/newsroom/")
    editor.page.get_by_label("Text of the update").fill(text)
    editor.page.get_by_role("button", name="Post", exact=True).click()
    eventually(lambda: text in site.get("/live.json").text)


def shown(page: Page, text: str) -> list[str]:
    """How an update stands on the page."""
    found: list[str] = page.locator("[data-feed] .update", has_text=text).evaluate(SHOWN)
    return [re.sub(r"<time[^>]*>[^<]*</time>|\s+", "", part) for part in found]


@pytest.mark.parametrize("address", ["/", "/news-feed/"])
def test_new_updates_wait_for_the_readers_word(newsroom: Site, open_context: OpenContext, address: str) -> None:
    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    reader = open_context(viewport=PHONE).new_page()
    reader.clock.install()
    reader.goto(newsroom.url + address)
    place = reader.locator("[data-feed] .update").first
    place.scroll_into_view_if_needed()
    reader.evaluate(MOVED)
    texts = [f"Tram {number} is late on {address} today" for number in (1, 2)]  # none within another
    for text in texts:
        post(editor, newsroom, text)
    reader.clock.run_for(A_MINUTE)
    button = reader.get_by_role("button", name="2 new updates")
    expect(button).to_be_visible()
    expect(reader.get_by_text(texts[1])).to_have_count(0)
    assert reader.evaluate("window.moved") == 0
    assert axe_violations(reader) == []
    scrolled = reader.evaluate("scrollY")
    button.click()
    expect(reader.locator("[data-feed] .update").first).to_contain_text(texts[1])
    expect(reader.locator("[data-feed] .update").nth(1)).to_contain_text(texts[0])
    expect(reader.locator("[data-feed] .update").first).to_be_focused()
    expect(button).to_have_count(0)
    assert abs(reader.evaluate("scrollY") - scrolled) < PHONE["height"]
    put_in = shown(reader, texts[1])
    reader.reload()
    assert shown(reader, texts[1]) == put_in


def test_a_page_in_the_background_asks_for_nothing(newsroom: Site, open_context: OpenContext) -> None:
    reader = open_context().new_page()
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.clock.install()
    reader.goto(newsroom.url)
    reader.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden'})")
    reader.clock.run_for(3 * A_MINUTE)
    assert not [address for address in asked if address.endswith("/live.json")]


@pytest.fixture(scope="module")
def older(make_site: MakeSite) -> Iterator[Site]:
    """The demo paper printed at a time when all its stories have become old."""
    site = make_site(role="web", starts=False)
    site.change("INSERT OR REPLACE INTO press_clock (name, looked_at) VALUES ('horizon', '2999-01-01 00:00:00')")
    printed = site.command("print", "--all")
    assert printed.returncode == 0, printed.stderr
    site.start()
    yield site
    site.stop()


def beside(page: Page) -> tuple[int, int]:
    """How many updates and picks are seen beside the story."""
    updates, picks = page.locator(".story-side .feed .update"), page.locator(".story-side .picks li")
    return updates.locator("visible=true").count(), picks.locator("visible=true").count()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_script_fills_what_stands_beside_an_older_story(
    older: Site, open_context: OpenContext, viewport: ViewportSize
) -> None:
    page = open_context(viewport=viewport).new_page()
    page.goto(older.url + story_address(older, "sea-wall-cost-records"), wait_until="networkidle")
    expect(page.locator("[data-live=updates]")).not_to_have_attribute("hidden", "")
    assert beside(page) == (6, 5)
    expect(page.locator("[data-live=links]")).to_be_hidden()
    assert axe_violations(page) == []
    page.goto(older.url)
    printed = page.locator(".picks .line").all_inner_texts()
    page.go_back(wait_until="networkidle")
    assert page.locator(".story-side .picks .line").all_inner_texts() == [
        line for line in printed if line != page.locator("h1").inner_text()
    ]


def test_without_script_an_older_story_leads_to_the_news(older: Site, open_context: OpenContext) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(older.url + story_address(older, "sea-wall-cost-records"))
    assert beside(page) == (0, 0)
    links = page.locator("[data-live=links] a")
    assert [link.get_attribute("href") for link in links.all()] == ["/news-feed/", "/"]
    links.first.click()
    expect(page.locator("h1")).to_have_text("News feed")
