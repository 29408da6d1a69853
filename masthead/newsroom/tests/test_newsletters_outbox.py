"""Mail that stays here can be read here; what leaves is shown with what keeps it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from masthead.lib import pause
from masthead.mail.models import Allowance, Letter
from masthead.mail.transports import Parcel
from masthead.mail.transports.address import read
from masthead.mail.transports.spool import SpoolTransport
from masthead.people.models import Staff

HTML = (
    "<!doctype html><html><head><title>Hello</title></head><body><h1>Confirm</h1><script>steal()</script></body></html>"
)


@pytest.fixture
def desk(publisher: Staff, client: Client, settings: LazySettings, tmp_path: Path) -> Client:
    """A publisher's browser; the outbox is a folder of the test's own."""
    settings.DATA = tmp_path
    client.force_login(publisher)
    return client


def spool(data: Path, *subjects: str) -> None:
    """Messages of these subjects, the last one the newest."""
    session = SpoolTransport(data / "mail" / "outbox").open()
    for subject in subjects:
        message = EmailMultiAlternatives(
            subject, "Confirm: https://paper.example/-/x", "desk@paper.example", ["ada@paper.example"]
        )
        message.attach_alternative(HTML, "text/html")
        raw = message.message().as_bytes().replace(b"\n", b"\r\n")
        assert [each.code for each in session.send([Parcel("desk@paper.example", "ada@paper.example", raw)])] == [250]


def links(page: str) -> list[str]:
    start = reverse("newsroom_outbox")
    return [part.split('"')[0] for part in page.split('href="') if part.startswith(f"{start}2")]


def test_messages_stand_there_newest_first(desk: Client, tmp_path: Path) -> None:
    assert "No message yet." in desk.get(reverse("newsroom_outbox")).content.decode()
    spool(tmp_path, "First", "Second")
    page = desk.get(reverse("newsroom_outbox")).content.decode()
    assert page.index("Second") < page.index("First")
    assert len(links(page)) == 2


def test_a_long_outbox_is_shown_in_parts(desk: Client, tmp_path: Path) -> None:
    spool(tmp_path, *(f"Mail {number}" for number in range(45)))
    page = desk.get(reverse("newsroom_outbox")).content.decode()
    assert len(links(page)) == 40
    assert "?most=80" in page
    assert len(links(desk.get(reverse("newsroom_outbox"), {"most": "80"}).content.decode())) == 45


def test_mail_to_one_address_is_found(desk: Client, tmp_path: Path) -> None:
    spool(tmp_path, "Please confirm")
    url = reverse("newsroom_outbox")
    assert len(links(desk.post(url, {"to": "ADA@"}).content.decode())) == 1
    page = desk.post(url, {"to": "ben@"}).content.decode()
    assert not links(page)
    assert "No message to this address." in page


def test_one_is_shown_with_its_headers_text_and_a_frame_that_runs_nothing(desk: Client, tmp_path: Path) -> None:
    spool(tmp_path, "Please confirm")
    url = links(desk.get(reverse("newsroom_outbox")).content.decode())[0]
    page = desk.get(url).content.decode()
    assert "X-Masthead-Envelope-To: ada@paper.example" in page
    assert "https://paper.example/-/x" in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    assert "steal()" not in page
    frame = desk.get(f"{url}html/")
    policy = frame["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert '<base target="_blank">' in frame.content.decode()
    raw = desk.get(f"{url}raw/")
    assert raw["Content-Type"] == "message/rfc822"
    assert b"Subject: Please confirm" in raw.content


@pytest.mark.parametrize("name", ["../../secret-key", "2026-11-26/000000-000000", "x/y"])
def test_nothing_else_of_the_data_folder_is_read(name: str, desk: Client, tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("secret")
    assert desk.get(f"{reverse('newsroom_outbox')}{name}/").status_code == 404
    assert desk.get(f"{reverse('newsroom_outbox')}{name}/raw/").status_code == 404


def test_every_page_says_that_mail_stays_here(desk: Client) -> None:
    said = "Nobody gets mail from us yet: it stays in the outbox. Who keeps this machine sets EMAIL_URL."
    for name in ("newsletter_lists:index", "newsletter_issues:index", "newsroom_mail", "newsroom_new_issue"):
        assert said in desk.get(reverse(name)).content.decode()


def test_it_is_silent_once_mail_leaves(desk: Client, settings: LazySettings) -> None:
    settings.MAIL = read("smtp://relay.paper.example")
    page = desk.get(reverse("newsroom_mail")).content.decode()
    assert "stays in the outbox" not in page
    assert "relay.paper.example" in page
    assert "Mail leaves this machine now." in desk.get(reverse("newsroom_outbox")).content.decode()


def test_a_pause_is_told(desk: Client, tmp_path: Path) -> None:
    pause.pause(tmp_path, "This was restored from a backup.")
    assert "Mail is paused: This was restored from a backup." in desk.get(reverse("newsroom_mail")).content.decode()


def letters() -> None:
    for state, answer in (("waiting", ""), ("waiting", ""), ("refused", "550 5.7.1 not from you")):
        Letter.objects.create(kind="confirm", recipient="ada@paper.example", message=b"x", state=state, answer=answer)


def test_letters_are_counted_and_refusals_told(desk: Client, editor: Staff) -> None:
    letters()
    page = desk.get(reverse("newsroom_mail")).content.decode()
    assert "550 5.7.1 not from you" in page
    assert "ada@paper.example" in page
    assert "2 letters wait for the worker." in desk.get(reverse("newsroom_outbox")).content.decode()
    desk.force_login(editor)
    page = desk.get(reverse("newsroom_mail")).content.decode()
    assert "550 5.7.1 not from you" in page
    assert "ada@paper.example" not in page


def test_an_allowance_is_given_changed_and_taken_away(managing_editor: Staff, client: Client) -> None:
    client.force_login(managing_editor)
    url = reverse("newsroom_allowance", args=["gmail"])
    client.post(url, {"per_minute": "60", "per_day": "1000", "growth": "50"})
    row = Allowance.objects.get()
    assert (row.group, row.per_minute, row.per_day, row.growth) == ("gmail", 60, 1000, 50)
    assert row.begun_on is not None
    assert "1,000" in client.get(reverse("newsroom_mail")).content.decode()
    assert client.post(url, {"per_minute": "-1", "growth": "0"}).status_code == 422
    client.post(url, {"per_minute": "", "per_day": "", "growth": "0"})
    assert not Allowance.objects.exists()
    assert client.get(reverse("newsroom_allowance", args=["nobody"])).status_code == 404


def test_names_and_addresses_of_the_outbox_are_text(desk: Client, tmp_path: Path) -> None:
    spool(tmp_path, "<script>alert(1)</script>")
    url = links(desk.get(reverse("newsroom_outbox")).content.decode())[0]
    for page in (desk.get(reverse("newsroom_outbox")), desk.get(url)):
        assert "<script>alert(1)" not in page.content.decode()


def test_the_messages_of_a_day_are_no_page(desk: Client, tmp_path: Path) -> None:
    spool(tmp_path, "One")
    day: Any = next((tmp_path / "mail" / "outbox").iterdir())
    assert desk.get(f"{reverse('newsroom_outbox')}{day.name}/").status_code == 404
