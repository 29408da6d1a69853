"""A reporter writes, an editor publishes, a reader reads on a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.ground.browser import OpenContext
from tests.ground.server import Site
from tests.journeys.colleague import Colleague

HEADLINE = "A gull learns to read the timetable"


def test_an_editor_sends_a_story_back_with_a_word(newsroom: Site, open_context: OpenContext) -> None:
    reporter = Colleague(open_context().new_page(), newsroom).log_in("reporter")
    reporter.begin_story("A story with a hole in it")
    reporter.write_text("Somebody said something.")
    reporter.choose("Submit for review")
    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    editor.open_story("A story with a hole in it")
    footer = editor.page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="More actions").click()
    footer.get_by_role("button", name="Request changes").click()
    editor.page.locator(".modal-content").get_by_label("Comment").fill("Who said it?")
    editor.page.locator(".modal-content").get_by_role("button", name="Request changes").click()
    expect(editor.page.locator(".modal-content")).to_have_count(0)
    reporter.open_story("A story with a hole in it")
    expect(reporter.page.get_by_text("Who said it?").first).to_be_attached()
