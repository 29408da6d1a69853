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
    page.get_by_role("link", name=re.compile("app", re.IGNORECASE)).first.click()
    secret = page.get_by_label(re.compile("secret", re.IGNORECASE)).input_value()
    page.get_by_label(re.compile("code", re.IGNORECASE)).last.fill(code(secret, time.time()))
    page.get_by_role("button", name="Activate").click()
    return secret


def test_an_editor_sets_up_an_app_and_logs_in_with_it(guarded: Site, open_context: OpenContext) -> None:
    first = Colleague(open_context().new_page(), guarded)
    first.type_password("editor")
    secret = enrol(first.page)
    used = int(time.time()) // STEP
    first.go_to_desk()
    expect(first.page.get_by_role("heading", name="Published today")).to_be_visible()

    again = Colleague(open_context().new_page(), guarded)
    again.type_password("editor")
    expect(again.page.get_by_label(re.compile("code", re.IGNORECASE))).to_be_visible()
    again.page.get_by_label(re.compile("code", re.IGNORECASE)).fill("000000")
    again.page.get_by_role("button", name=re.compile("Log in|Sign in")).click()
    expect(again.page.get_by_role("alert")).to_be_visible()
    again.go_to_desk()
    expect(again.page.get_by_role("heading", name="Published today")).to_have_count(0)

    # A code is good once, so the second log-in has to wait for the next one.
    time.sleep(max(0, (used + 1) * STEP - time.time()))
    late = Colleague(open_context().new_page(), guarded)
    late.type_password("editor")
    late.page.get_by_label(re.compile("code", re.IGNORECASE)).fill(code(secret, time.time()))
    late.page.get_by_role("button", name=re.compile("Log in|Sign in")).click()
    expect(late.page.get_by_role("heading", name="Published today")).to_be_visible()


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
