"""A reporter writes, an editor publishes, a reader reads on a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.ground.browser import PHONE, OpenContext
from tests.ground.picture_files import jpeg
from tests.ground.server import Site
from tests.journeys.colleague import Colleague, eventually

HEADLINE = "A gull learns to read the timetable"


def test_from_the_first_word_to_the_reader(newsroom: Site, open_context: OpenContext) -> None:
    reporter = Colleague(open_context().new_page(), newsroom).log_in("reporter")
    reporter.begin_story(HEADLINE)
    reporter.page.get_by_role("textbox", name="Standfirst").fill("It waits for the last tram, and is never late.")
    reporter.add_author("Ruth Pell")
    reporter.upload_lead_picture("gull.jpg", jpeg(1600, 1067), alt="A gull on a tram stop")
    reporter.write_text("The gull came at nine on Monday, as it does. The city keeps records")
    reporter.link_last_letters(7, "https://records.example/gulls")
    assert reporter.actions() == ["Submit for review"]
    reporter.choose("Submit for review")

    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    waiting = editor.page.get_by_role("region", name="In review")
    waiting.get_by_role("link", name=HEADLINE).click()
    assert newsroom.get("/").text.count(HEADLINE) == 0
    editor.choose("Approve and Publish")

    phone = open_context(viewport=PHONE, is_mobile=True, has_touch=True).new_page()
    eventually(lambda: HEADLINE in newsroom.get("/city/").text)
    phone.goto(f"{newsroom.url}/city/")
    phone.get_by_role("link", name=HEADLINE).first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(phone.get_by_role("link", name="Ruth Pell").first).to_be_visible()
    expect(phone.get_by_role("link", name="records")).to_have_attribute("href", "https://records.example/gulls")
    picture = phone.get_by_role("img", name="A gull on a tram stop")
    expect(picture).to_be_visible()
    eventually(lambda: picture.evaluate("picture => picture.complete && picture.naturalWidth > 0") is True)
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]


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
