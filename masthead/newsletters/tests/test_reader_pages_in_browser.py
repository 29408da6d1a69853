"""A reader's own pages in a real browser: with script, without it, and as link scanners open them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.ground.browser import PHONE, OpenContext
from tests.ground.checkers import axe_violations
from tests.ground.database import ROOT
from tests.ground.server import MakeSite, Site

Links = dict[str, str]
OUT_OF_SIGHT = "Object.defineProperty(Document.prototype, 'visibilityState', {get: () => 'hidden'})"
MAKE = """
import json, time, django
django.setup()
from masthead.newsletters import links
from masthead.newsletters.tests.reading_cast import *
morning, evening = a_list("Dawn", position=90), a_list("Dusk", position=91)
names = ("scripted", "plain", "scanned", "asked", "late")
signed = {name: signed_up(f"{name}@reader.example", morning) for name in names}
reader, leaving = subscribed("reader@reader.example", morning), subscribed("leaving@reader.example", morning)
print(json.dumps({name: confirm_link(*pair) for name, pair in signed.items()} | {
    "late": confirm_link(*signed["late"], time.time() - links.CONFIRM_FOR - 9), "own": own_link(reader),
    "erase": own_link(reader) + "/erase", "leave": leave_link(leaving, morning),
    "change": links.change_path(reader.pk, "new@reader.example", reader.token),
    "void": "/-/newsletters/confirm/nothing",
}))
"""


@pytest.fixture(scope="module")
def site(make_site: MakeSite) -> Site:
    """The demo paper with its web part only, so that nothing is mailed."""
    return make_site(role="web", starts=False, MASTHEAD_DEBUG="on")


@pytest.fixture(scope="module")
def links(site: Site) -> Links:
    """Links as they stand in mails, by name."""
    environ = site.environ | {"DJANGO_SETTINGS_MODULE": "masthead.config.settings"}
    line = [sys.executable, "-W", "ignore", "-c", MAKE]
    made = subprocess.run(line, env=environ, cwd=ROOT, capture_output=True, text=True, check=True)
    site.start()
    found: Links = json.loads(made.stdout)
    return {name: site.url + path for name, path in found.items()}


def test_the_page_confirms_by_itself_when_it_is_looked_at(links: Links, open_context: OpenContext) -> None:
    context = open_context()
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(links["scripted"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, that is confirmed")
    assert context.cookies() == []
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, that is confirmed")
    assert said == []


def test_a_page_that_nobody_looks_at_confirms_nothing(links: Links, open_context: OpenContext) -> None:
    page = open_context().new_page()
    page.add_init_script(OUT_OF_SIGHT)
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.goto(links["scanned"])
    page.wait_for_timeout(1500)
    expect(page.get_by_role("heading", level=1)).to_have_text("One click to go")
    assert posted == []
    page.get_by_role("button", name="Yes, send me this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, that is confirmed")


def test_without_script_a_button_confirms(links: Links, open_context: OpenContext) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(links["plain"])
    page.get_by_role("button", name="Yes, send me this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, that is confirmed")
    page.get_by_role("link", name="Choose what else you get").click()
    expect(page.get_by_role("checkbox", name="Dawn")).to_be_checked()


def test_preferences_work_by_keyboard_and_without_script(links: Links, open_context: OpenContext) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(links["own"])
    box = page.get_by_role("checkbox", name="Dusk")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(box).to_be_checked()
    page.get_by_role("button", name="Pause for a month").click()
    page.get_by_role("button", name="End the pause").click()
    page.get_by_label("New email address").fill("nowhere")
    page.get_by_role("button", name="Change address").click()
    field = page.get_by_label("New email address")
    expect(field).to_have_accessible_description(
        "Please enter a correct email address"
        " We send a mail there with a link. Only when you open it, your newsletters go to the new address."
    )
    expect(field).to_have_value("nowhere")


def test_leaving_why_and_back_again(links: Links, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()
    page.goto(links["leave"])
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You get no more “Dawn”")
    assert axe_violations(page) == []
    page.get_by_label("Too much mail").check()
    page.get_by_label("In your own words").fill("Two a day are plenty")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_have_text("Thank you. It helps us to do better.")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back to “Dawn”")


@pytest.mark.parametrize("name", ["asked", "late", "own", "erase", "leave", "change", "void"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    links: Links, open_context: OpenContext, name: str, scheme: str
) -> None:
    page = open_context(viewport=PHONE, color_scheme=scheme).new_page()
    page.add_init_script(OUT_OF_SIGHT)  # else the page that asks has pressed its button before axe is done
    page.goto(links[name])
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_data_comes_as_a_file(links: Links, open_context: OpenContext) -> None:
    page = open_context(accept_downloads=True).new_page()
    page.goto(links["own"])
    with page.expect_download() as download:
        page.get_by_role("link", name="Download my data").click()
    assert download.value.suggested_filename == "my-data.json"
    assert json.loads(download.value.path().read_text())["address"] == "reader@reader.example"
