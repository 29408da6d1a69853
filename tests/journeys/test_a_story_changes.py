"""Editing from the reader's page; a new slug; taking a story back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.ground.browser import OpenContext
from tests.ground.kinds import story_address
from tests.ground.server import Site
from tests.journeys.colleague import Colleague, eventually


def test_an_editor_edits_from_the_readers_page(newsroom: Site, open_context: OpenContext) -> None:
    address = story_address(newsroom, "brief-rail-freight")
    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    editor.page.goto(newsroom.url + address)
    editor.page.get_by_role("link", name="Edit story").click()
    editor.page.get_by_role("textbox", name="Headline*").fill("The night freight comes back")
    editor.choose("Publish")
    eventually(lambda: "The night freight comes back" in newsroom.get(address).text)
    editor.page.goto(newsroom.url + address)
    expect(editor.page.get_by_role("heading", level=1)).to_have_text("The night freight comes back")
    expect(editor.page.locator("article").get_by_text("Updated").first).to_be_visible()


def test_readers_see_no_trace_of_the_newsroom(newsroom: Site, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(newsroom.url + story_address(newsroom, "mayor-interview"))
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("link", name="Edit story").count() == 0
    assert not [url for url in asked if "newsroom" in url]


def test_a_reporter_is_not_offered_what_they_may_not_do(newsroom: Site, open_context: OpenContext) -> None:
    reporter = Colleague(open_context().new_page(), newsroom).log_in("reporter")
    with reporter.page.expect_response("**/newsroom/staff-bar/**") as answered:
        reporter.page.goto(newsroom.url + story_address(newsroom, "mayor-interview"))
    assert answered.value.status == 403
    assert reporter.page.get_by_role("link", name="Edit story").count() == 0


def test_a_new_slug_moves_the_story_and_the_old_address_follows(newsroom: Site, open_context: OpenContext) -> None:
    old = story_address(newsroom, "orchard-row-playground")
    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    editor.page.goto(newsroom.url + old)
    editor.page.get_by_role("link", name="Edit story").click()
    editor.page.get_by_role("tab", name="Promote").click()
    editor.page.get_by_role("textbox", name="Slug").fill("playground-opens")
    editor.choose("Publish")
    new = old.replace("orchard-row-playground", "playground-opens")
    eventually(lambda: newsroom.get(old).status == 301)
    assert newsroom.get(old).header("location").endswith(new)
    reader = open_context().new_page()
    reader.goto(newsroom.url + old)
    assert reader.url == newsroom.url + new
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    eventually(lambda: old not in newsroom.get("/city/").text)


def test_a_story_taken_back_is_gone_from_every_page(newsroom: Site, open_context: OpenContext) -> None:
    address = story_address(newsroom, "cycle-lane-ropewalk")
    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    editor.page.goto(newsroom.url + address)
    editor.page.get_by_role("link", name="Edit story").click()
    footer = editor.page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="More actions").click()
    footer.get_by_role("link", name="Unpublish").click()
    editor.page.get_by_role("button", name="Yes, unpublish it").click()
    eventually(lambda: newsroom.get(address).status == 404)
    eventually(lambda: address not in newsroom.get("/").text + newsroom.get("/city/").text)
