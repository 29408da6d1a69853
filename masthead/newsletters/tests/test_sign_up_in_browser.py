"""The form in a real browser, with script and without, under the policy of the printed pages."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.ground.browser import DESKTOP, PHONE, OpenContext
from tests.ground.checkers import axe_violations
from tests.ground.server import MakeSite, Site

THANKS = "Thank you. We've sent you a confirmation email."
NEW_LISTS = """
    INSERT INTO newsletters_mailinglist (name, slug, summary, description, frequency, language, sender_name, reply_to,
        colour, welcome_subject, welcome, template, is_open, is_default, counts_clicks, position)
    SELECT name, slug, 'Five stories', '', 'Daily', '', '', '', '#0b4a6f', '', '', '', 1, is_default, 0, is_default
    FROM (SELECT 'Night Desk' AS name, 'night-desk' AS slug, 1 AS is_default UNION SELECT 'Tides', 'tides', 0)
"""


@pytest.fixture(scope="module")
def site(make_site: MakeSite) -> Site:
    """The demo paper with two newsletters, each page rendered when it is asked for."""
    made = make_site(role="web", starts=False, MASTHEAD_DEBUG="on")
    made.change("UPDATE newsletters_mailinglist SET is_open = 0")
    made.change(NEW_LISTS)
    made.start()
    return made


def form(page: Page, site: Site, path: str = "/") -> Locator:
    """The form on a page."""
    page.goto(site.url + path)
    return page.locator("[data-sign-up]")


def kept(site: Site, address: str) -> list[tuple[str, list[str], str, bool]]:
    """What the queue holds of an address: state, newsletters, form, and whether work was done."""
    with closing(sqlite3.connect(site.data / "masthead.sqlite3")) as database:
        rows = database.execute(
            "SELECT state, lists, form, is_proved FROM newsletters_signup WHERE address = ?", [address]
        ).fetchall()
    return [(state, json.loads(lists), name, bool(proved)) for state, lists, name, proved in rows]


def test_a_reader_signs_up_without_leaving_the_page(site: Site, open_context: OpenContext) -> None:
    page = open_context().new_page()
    box = form(page, site)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    box.get_by_label("Email address").fill("olena@tideway.example")
    box.get_by_label("Tides").check()
    box.get_by_role("button", name="Sign up").click()
    expect(box.get_by_role("status").filter(has_text=THANKS)).to_be_focused()
    expect(box.get_by_label("Email address")).to_be_hidden()
    assert page.url == f"{site.url}/"
    assert page.context.cookies() == []
    assert kept(site, "olena@tideway.example") == [("waiting", ["tides", "night-desk"], "front", True)]
    assert not said


def test_work_begins_when_the_form_is_touched(site: Site, open_context: OpenContext) -> None:
    page = open_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_path(request)))
    box = form(page, site)
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "challenge" in path or "proof_worker" in path]
    with page.expect_request("**/proof_worker*.js"):
        box.get_by_label("Email address").focus()
    assert "/-/newsletters/challenge" in asked


def _path(request: Request) -> str:
    return urlsplit(request.url).path


def test_mistakes_are_told_beside_their_fields_and_nothing_is_lost(site: Site, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()
    box = form(page, site)
    box.get_by_label("Night Desk").uncheck()
    field = box.get_by_label("Email address")
    field.fill("olena@")
    field.press("Enter")
    expect(box.get_by_label("Tides")).to_be_focused()
    expect(box.get_by_label("Tides")).to_have_accessible_description("Please choose at least one newsletter")
    expect(field).to_have_accessible_description("Please enter a correct email address")
    expect(field).to_have_value("olena@")
    assert axe_violations(page) == []
    box.get_by_label("Tides").check()
    field.fill("mended@tideway.example")
    field.press("Enter")
    expect(box.get_by_text(THANKS)).to_be_visible()
    assert axe_violations(page) == []
    assert kept(site, "mended@tideway.example") == [("waiting", ["tides"], "front", True)]


def test_a_server_that_is_away_is_said_and_the_form_stays(site: Site, open_context: OpenContext) -> None:
    page = open_context().new_page()
    box = form(page, site)
    page.route("**/-/newsletters/sign-up", lambda route: route.abort())
    box.get_by_label("Email address").fill("later@tideway.example")
    box.get_by_role("button").click()
    expect(box.get_by_text("We could not be reached just now.")).to_be_visible()
    page.unroute("**/-/newsletters/sign-up")
    box.get_by_role("button", name="Sign up").click()
    expect(box.get_by_text(THANKS)).to_be_visible()
    assert kept(site, "later@tideway.example") == [("waiting", ["night-desk"], "front", True)]


def test_it_all_works_without_script(site: Site, open_context: OpenContext) -> None:
    page = open_context(java_script_enabled=False).new_page()
    box = form(page, site)
    box.get_by_label("Email address").fill("nobody")
    box.get_by_role("button", name="Sign up").click()
    field = page.get_by_label("Email address")
    expect(field).to_be_focused()
    expect(field).to_have_value("nobody")
    expect(page.get_by_text("Please enter a correct email address")).to_be_visible()
    field.fill("plain@tideway.example")
    page.wait_for_timeout(1100)  # a reader is slower than that, a machine is not
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(THANKS)
    assert kept(site, "plain@tideway.example") == [("waiting", ["night-desk"], "page", False)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_by_itself_has_no_barrier(site: Site, open_context: OpenContext, scheme: str) -> None:
    page = open_context(color_scheme=scheme).new_page()
    for view in (DESKTOP, PHONE):
        page.set_viewport_size(view)
        box = form(page, site, "/-/newsletters/sign-up")
        assert axe_violations(page) == []
        heights = [row.bounding_box() for row in box.locator("button, .sign-up-choice, [type=email]").all()]
        assert min(row["height"] for row in heights if row) >= 44
        assert page.evaluate("document.scrollingElement.scrollWidth") <= view["width"]
