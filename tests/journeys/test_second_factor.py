"""Logging in where a second factor is demanded."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.ground.browser import OpenContext
from tests.ground.server import MakeSite, Site
from tests.journeys.colleague import Colleague

STEP = 30
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def guarded(make_site: MakeSite) -> Iterator[Site]:
    """A newsroom as it stands on a public address."""
    site = make_site(role="web", MASTHEAD_SECOND_FACTOR="on")
    yield site
    site.stop()


def code(secret: str, moment: float) -> str:
    """What an authenticator app shows at ``moment`` (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(moment) // STEP), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def enrol(page: Page) -> str:
    """Set up the app; answer its secret."""
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_text("Type the key").click()
    secret = re.sub(r"\s", "", page.locator(".key").inner_text())
    page.get_by_label("Type the six digits").fill(code(secret, time.time()))
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("button", name="Set up")).to_have_count(0)
    return secret


def is_in(colleague: Colleague) -> bool:
    """Whether the desk opens."""
    colleague.go_to_desk()
    return colleague.page.get_by_role("heading", name="Published today").count() == 1


def log_in_with_code(colleague: Colleague, digits: str) -> None:
    """Password, then the code."""
    colleague.type_password("editor")
    colleague.page.get_by_label("Code").fill(digits)
    colleague.page.get_by_role("button", name="Come in").click()


def test_an_editor_sets_up_an_app_and_logs_in_with_it(guarded: Site, open_context: OpenContext) -> None:
    first = Colleague(open_context().new_page(), guarded)
    first.type_password("editor")
    secret = enrol(first.page)
    used = int(time.time()) // STEP
    assert is_in(first)

    guessing = Colleague(open_context().new_page(), guarded)
    log_in_with_code(guessing, "000000")
    expect(guessing.page.get_by_role("alert")).to_be_visible()
    assert not is_in(guessing)

    # A code is good once, so the second log-in has to wait for the next one.
    time.sleep(max(0.0, (used + 1) * STEP - time.time()))
    again = Colleague(open_context().new_page(), guarded)
    log_in_with_code(again, code(secret, time.time()))
    expect(again.page.get_by_role("heading", name="Published today")).to_be_visible()


def test_a_passkey_opens_the_newsroom(guarded: Site, open_context: OpenContext) -> None:
    """With the browser's own stand-in for a fingerprint reader."""
    context = open_context()
    page = context.new_page()
    reader = context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    by_name = Site(guarded.data, guarded.port, host="localhost")  # a passkey belongs to a name, not to a number
    publisher = Colleague(page, by_name)
    publisher.type_password("publisher")
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Name of the key").fill("Fingerprint")
    page.get_by_role("checkbox").check()  # to open the door by itself, without a password
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_text("Fingerprint").or_(page.get_by_text("recovery")).first).to_be_visible()
    assert is_in(publisher)
    context.clear_cookies()
    assert not is_in(publisher)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Published today")).to_be_visible()


def test_a_password_alone_opens_nothing_to_an_editor(guarded: Site, open_context: OpenContext) -> None:
    managing = Colleague(open_context().new_page(), guarded)
    managing.type_password("managing-editor")
    for path in ("/newsroom/", "/newsroom/stories/", "/newsroom/settings/publication/nameplate/"):
        managing.page.goto(guarded.url + path)
        assert "/account/" in managing.page.url, managing.page.url


def test_a_reporter_needs_none(guarded: Site, open_context: OpenContext) -> None:
    Colleague(open_context().new_page(), guarded).log_in("reporter")


def test_a_wrong_password_says_nothing_about_the_account(guarded: Site, page: Page) -> None:
    said = []
    for email in ("editor@tide.example", "nobody@tide.example"):
        page.goto(f"{guarded.url}/newsroom/login/")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill("not the password")
        page.get_by_role("button", name="Log in").click()
        said.append(page.get_by_role("alert").inner_text())
    assert said[0] == said[1]
