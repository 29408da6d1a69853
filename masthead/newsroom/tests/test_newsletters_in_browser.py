"""On a fresh machine, in a browser: a reader signs up, confirms by the outbox, and gets the issue that is written."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.ground.browser import OpenContext
from tests.ground.checkers import axe_violations
from tests.ground.server import Site
from tests.journeys.colleague import Colleague, eventually

READER = "olena@tideway.example"
LONG = 60_000  # milliseconds; a busy machine is late


def test_the_whole_flow_is_tried_without_any_settings(newsroom: Site, open_context: OpenContext) -> None:
    reader = open_context().new_page()
    reader.goto(f"{newsroom.url}/newsletters/")
    form = reader.locator("[data-sign-up]").first
    form.get_by_label("Email address").fill(READER)
    form.get_by_role("checkbox").first.check()
    form.get_by_role("button", name="Sign up").click()
    expect(form.get_by_text("We've sent you a confirmation email.")).to_be_visible(timeout=LONG)

    page = Colleague(open_context().new_page(), newsroom).log_in("publisher").page
    page.goto(f"{newsroom.url}/newsroom/newsletters/outbox/")
    letter = page.locator(".outbox-list a", has_text=READER)
    eventually(lambda: bool(page.reload()) and letter.count() > 0, 60)
    letter.first.click()
    link = page.frame_locator("iframe").get_by_role("link", name=re.compile("onfirm")).first
    with page.context.expect_page() as opened:
        link.click()
    confirming = opened.value
    expect(confirming.get_by_role("heading", level=1)).to_be_visible()
    if confirming.get_by_role("button", name=re.compile("onfirm")).count():
        confirming.get_by_role("button", name=re.compile("onfirm")).first.click()

    found = page.context.new_page()
    found.goto(f"{newsroom.url}/newsroom/newsletters/subscribers/")
    found.get_by_label("Address, or its beginning").fill(READER)
    found.locator(".mail-search button").click()
    found.get_by_role("link", name=READER).click()
    eventually(lambda: bool(found.reload()) and found.locator("td", has_text="confirmed ·").count() > 0)
    name = found.locator("tr", has_text="confirmed ·").get_by_role("rowheader").inner_text()

    page.goto(f"{newsroom.url}/newsroom/newsletters/issues/begin/")
    page.locator(".mail-card", has_text=name).click()
    page.get_by_role("button", name="Begin empty").click()
    subject = page.locator("#id_subject")
    subject.fill("Written and sent within a minute")
    expect(page.locator(".letter-count").first).to_have_text("32 characters. Best: 20 to 70.")
    page.locator("[data-stories] input").nth(0).check()
    page.locator("[data-stories] input").nth(1).check()
    headline = page.locator(".picker-headline").first.inner_text()
    page.get_by_role("button", name="Add 2 stories").click()
    expect(page.locator("#body-root [data-streamfield-child]")).to_have_count(2)
    words = page.get_by_label("Search stories")
    words.fill(headline)
    standing = page.locator("[data-stories] li.is-in", has_text=headline)
    expect(standing).to_contain_text("in this issue")  # nobody puts it in twice by accident
    expect(standing.get_by_role("checkbox")).not_to_be_checked()
    page.get_by_role("tab", name="Phone").click()
    mail = page.frame_locator("[data-frame]")
    expect(mail.get_by_text(headline).first).to_be_visible(timeout=LONG)
    subject.fill("Written, changed and sent in a minute")
    expect(page.locator("[data-inbox-subject]")).to_have_text("Written, changed and sent in a minute", timeout=LONG)
    page.get_by_role("tab", name="Text", exact=True).click()
    expect(mail.locator("pre")).to_contain_text(headline[:20], timeout=LONG)

    page.get_by_role("button", name="Check and send…").click()
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".mail-sure")).to_contain_text(name)
    page.locator(".mail-go").click()
    expect(page).to_have_url(re.compile("/results/$"), timeout=LONG)  # the page follows by itself
    expect(page.locator(".mail-big b")).not_to_have_text("0")
    page.goto(f"{newsroom.url}/newsroom/newsletters/outbox/")
    expect(page.locator(".outbox-list a", has_text="Written, changed and sent").first).to_be_visible()
