"""Somebody at the desk, in a browser: the few things that journeys do again and again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.ground.server import Site, email_of

# Milliseconds for a form that is sent with a draft before it, on a machine that does much else.
LONG = 60_000


def eventually(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until it is so: changes reach readers within a second or so, on a busy machine later."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.2)


class Colleague:
    """A page of the newsroom, and whoever sits before it."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    def type_password(self, role: str) -> None:
        """Fill in the log-in and send it off."""
        self.page.goto(f"{self.site.url}/newsroom/")
        self.page.get_by_label("E-mail").fill(email_of(role))
        self.page.get_by_label("Password").fill(self.site.password_of(role))
        self.page.get_by_role("button", name="Log in").click()

    def log_in(self, role: str) -> Colleague:
        """Come in to the desk."""
        self.type_password(role)
        expect(self.page.get_by_role("heading", name="Published today")).to_be_visible()
        return self

    def go_to_desk(self) -> None:
        """Look at the desk afresh."""
        self.page.goto(f"{self.site.url}/newsroom/")

    def begin_story(self, headline: str, section: str = "City") -> None:
        """A new story with its headline and section."""
        self.page.get_by_role("link", name="New story").first.click()
        self.page.get_by_role("textbox", name="Headline*").fill(headline)
        self.page.get_by_label("Section*").select_option(section)

    def add_author(self, name: str) -> None:
        """A name for the byline."""
        self.region("Byline").get_by_role("button", name="Add author").click()
        self.region("Byline").get_by_label("Author*").last.select_option(name)

    def upload_lead_picture(self, name: str, data: bytes, alt: str) -> None:
        """A picture from this machine."""
        self.page.get_by_role("button", name="Choose a picture").click()
        window = self.page.locator(".modal-content")
        window.get_by_role("tab", name="Upload").click()
        window.locator("input[type=file]").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})
        expect(window.get_by_label("Title*")).not_to_have_value("")  # the script takes it from the file's name
        window.get_by_role("button", name="Upload").click()
        expect(window).to_have_count(0)
        self.region("Lead picture").get_by_label("Alternative text").fill(alt)

    def write_text(self, text: str) -> None:
        """A block of text."""
        self.region("Body").get_by_role("button", name="Insert a block").last.click()
        self.page.get_by_role("option", name="Text", exact=True).click()
        self.region("Body").locator("[contenteditable=true]").last.click()
        self.page.keyboard.type(text)
        # The editor hands its text to the form a moment later.
        expect(self.region("Body").locator("input[name$=-value]").last).to_have_value(re.compile(re.escape(text[-20:])))

    def link_last_letters(self, count: int, address: str) -> None:
        """Make the letters before the cursor a link."""
        for _ in range(count):
            self.page.keyboard.press("Shift+ArrowLeft")
        self.page.keyboard.press("Control+k")
        window = self.page.locator(".modal-content")
        window.get_by_role("link", name="External link").click()
        window.get_by_label("URL").fill(address)
        window.get_by_role("button", name="Insert link").click()
        expect(window).to_have_count(0)
        expect(self.region("Body").locator("input[name$=-value]").last).to_have_value(re.compile(re.escape(address)))

    def region(self, name: str) -> Locator:
        """A part of the story's form."""
        return self.page.get_by_role("region", name=name, exact=True)

    def actions(self) -> list[str]:
        """What may be done with the story besides saving a draft."""
        buttons = self._open_actions().locator("[data-tippy-root] button")
        expect(buttons.first).to_be_visible()
        found = [button.inner_text().strip() for button in buttons.all()]
        self.page.keyboard.press("Escape")
        return found

    def choose(self, action: str) -> None:
        """Take an action from the list at the bottom, and see that it went well."""
        self.send_by(self._open_actions().get_by_role("button", name=action, exact=True))
        expect(self.page.locator(".messages .success, .messages li.success").first).to_be_visible()

    def send_by(self, button: Locator) -> None:
        """Send the form and wait for the page that answers; the old one may still say that an earlier act went well."""
        with self.page.expect_event("domcontentloaded", timeout=LONG):
            button.click()

    def _open_actions(self) -> Locator:
        """Unfold the list at the bottom. Only its script says whether it is folded; a click before that is lost."""
        footer = self.page.get_by_role("navigation", name="Actions (footer)")
        toggle = footer.get_by_role("button", name="More actions")
        expect(toggle).to_have_attribute("aria-expanded", "false")
        toggle.click()
        return footer

    def open_story(self, headline: str) -> None:
        """Open a story from one of the desk's lists."""
        self.go_to_desk()
        self.page.get_by_role("link", name=headline).first.click()
        expect(self.page.get_by_role("textbox", name="Headline*")).to_have_value(headline)
