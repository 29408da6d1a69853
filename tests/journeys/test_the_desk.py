"""Updates within seconds, picks in order, stories by the clock."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.ground.browser import PHONE, OpenContext
from tests.ground.server import Site
from tests.journeys.colleague import Colleague, eventually

ZONE = ZoneInfo("Europe/Kyiv")  # the demo paper's
LATE = 90  # seconds; the worker lets everybody else go first, so a busy machine is late


def test_an_update_is_on_the_front_page_within_seconds(newsroom: Site, open_context: OpenContext) -> None:
    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    editor.page.get_by_label("Text of the update").fill("The second bridge is open again.")
    editor.page.get_by_role("button", name="Post", exact=True).click()
    posted = time.monotonic()
    eventually(lambda: "The second bridge is open again." in newsroom.get("/").text)
    assert time.monotonic() - posted < 15
    reader = open_context(viewport=PHONE, timezone_id="America/New_York").new_page()
    reader.goto(newsroom.url)
    feed = reader.locator("li", has_text="The second bridge is open again.").first
    at = datetime.fromisoformat(feed.locator("time").first.get_attribute("datetime") or "")
    assert abs((datetime.now(ZONE) - at).total_seconds()) < 120
    in_their_zone = at.astimezone(ZoneInfo("America/New_York"))
    expect(feed.locator("time").last).to_have_text(
        re.compile(rf"{in_their_zone:%-I:%M}\sPM|{in_their_zone:%-I:%M}\sAM")
    )
    reader.get_by_role("link", name="More news").click()
    expect(reader.get_by_text("The second bridge is open again.")).to_be_visible()


def test_picks_are_arranged(newsroom: Site, open_context: OpenContext) -> None:
    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    before = picks(newsroom)
    editor.page.get_by_role("link", name="Picks", exact=True).click()
    editor.page.locator("main").get_by_role("link", name=re.compile("^Editors")).first.click()
    first = editor.page.get_by_role("region", name="Story 1", exact=True)
    first.get_by_role("button", name="Move down").click()
    second = editor.page.get_by_role("region", name="Story 2", exact=True)
    second.get_by_label("Own title").fill("Chosen words")
    editor.page.get_by_role("button", name="Save").click()
    expect(editor.page.locator(".messages .success, .messages li.success").first).to_be_visible()
    eventually(lambda: picks(newsroom) != before)
    after = picks(newsroom)
    assert after[0] == before[1]
    assert after[1] == (before[0][0], "Chosen words")
    assert after[2:] == before[2:]


def picks(site: Site) -> list[tuple[str, str]]:
    """Addresses and titles of the picks on the front page, in order."""
    found = re.search(r'<section[^>]*class="[^"]*picks.*?</section>', site.get("/").text, re.DOTALL)
    assert found
    return re.findall(r'<a href="(/\d{4}/[^"]+)"[^>]*>\s*([^<]+?)\s*</a>', found.group(0))


def test_a_scheduled_story_goes_out_by_itself(newsroom: Site, open_context: OpenContext) -> None:
    editor = Colleague(open_context().new_page(), newsroom).log_in("editor")
    editor.begin_story("The lights go on at six")
    editor.write_text("They were switched on by a clock.")
    due = next_minute()
    editor.page.get_by_role("button", name="Toggle status").click()
    editor.page.get_by_role("button", name="Set schedule").click()
    window = editor.page.get_by_role("dialog", name="Set publishing schedule")
    window.get_by_label("Go live date/time").fill(f"{due:%Y-%m-%d %H:%M}")
    # The calendar unfolds a moment after its field was entered, over the button.
    calendar = editor.page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    window.get_by_role("heading").first.click()
    expect(calendar).to_have_count(0)
    editor.send_by(window.get_by_role("button", name="Save schedule"))
    editor.choose("Schedule to publish")
    editor.go_to_desk()
    expect(editor.page.get_by_role("region", name="Scheduled").get_by_text("The lights go on at six")).to_be_visible()
    address = f"/{due:%Y/%m/%d}/the-lights-go-on-at-six/"
    assert newsroom.get(address).status == 404
    assert datetime.now(ZONE) < due, "the machine was too slow to look before the time"
    eventually(lambda: newsroom.get(address).status == 200, seconds=(due - datetime.now(ZONE)).total_seconds() + LATE)
    assert datetime.now(ZONE) >= due
    eventually(lambda: "The lights go on at six" in newsroom.get("/city/").text)


def next_minute() -> datetime:
    """The next full minute of the paper's clock that leaves time to fill in a form."""
    soon = datetime.now(ZONE) + timedelta(seconds=120)
    return soon.replace(second=0, microsecond=0)
