"""Lists as managing editors keep them, and their automatic issues."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from masthead.newsletters.models import Automatic, ListDay, MailingList
from masthead.newsroom.charts import Day, chart
from masthead.newsroom.tests.newsletter_cast import a_list, a_reader, an_issue
from masthead.people.models import Staff

TEMPLATE = """<mjml><mj-body>[[content]]<mj-section><mj-column><mj-text>
<a href="[[unsubscribe]]">Leave</a></mj-text></mj-column></mj-section></mj-body></mjml>"""
FORM = {
    "name": "Evening", "slug": "evening", "summary": "The day, read at the stove.", "frequency": "Every day at 18:00",
    "description": "null", "welcome": "null", "colour": "#6b2f5b", "is_open": "on", "position": "0", "language": "",
}  # fmt: skip


@pytest.fixture
def manager(managing_editor: Staff, client: Client) -> Client:
    """A managing editor's browser."""
    client.force_login(managing_editor)
    return client


def test_a_list_is_made_and_leads_to_its_page(manager: Client, paper: Any) -> None:
    host = paper.authors[0]
    answer = manager.post(reverse("newsletter_lists:add"), {**FORM, "host": host.pk, "template": TEMPLATE})
    made = MailingList.objects.get(slug="evening")
    assert answer["Location"] == reverse("newsroom_list", args=[made.pk])
    assert (made.host, made.colour, made.is_open) == (host, "#6b2f5b", True)
    assert "Ada Kovalenko" in manager.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("template", "<mjml><mj-body>[[content]]</mj-body></mjml>", "[[unsubscribe]]"),
        ("colour", "blue", "six digits"),
        ("slug", "feed", "This word is taken"),
        ("reply_to", "ada", "valid email"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(field: str, wrong: str, said: str, manager: Client, paper: Any) -> None:
    page = manager.post(reverse("newsletter_lists:add"), {**FORM, field: wrong}).content.decode()
    assert said in page
    assert not MailingList.objects.exists()


def test_the_index_counts_those_who_confirmed(manager: Client, paper: Any) -> None:
    morning = a_list()
    for number in range(3):
        a_reader(f"r{number}@paper.example", morning)
    morning.subscriptions.filter(reader__key="r0@paper.example").update(state="unsubscribed")
    for _ in range(2):
        an_issue(morning, state="sent", sent_at=timezone.now())
    a_list("Noon")
    rows = manager.get(reverse("newsletter_lists:index")).context["object_list"]
    assert [(row.name, row.subscribers) for row in rows] == [("Morning", 2), ("Noon", 0)]


def test_a_list_with_readers_or_issues_is_never_deleted(manager: Client, paper: Any) -> None:
    read, written, empty = a_list(), a_list("Noon"), a_list("Night")
    a_reader("ada@paper.example", read)
    an_issue(written)
    for one in (read, written, empty):
        manager.post(reverse("newsletter_lists:delete", args=[one.pk]))
    assert set(MailingList.objects.all()) == {read, written}
    assert (
        "delete" not in manager.get(reverse("newsletter_lists:edit", args=[read.pk])).content.decode().lower().split()
    )


def test_its_page_shows_growth_and_issues(manager: Client, paper: Any) -> None:
    morning = a_list()
    a_reader("ada@paper.example", morning)
    today = timezone.localtime(timezone=paper.nameplate.zone).date()
    ListDay.objects.create(mailing_list=morning, day=today, joined=7, left=2, bounced=1)
    ListDay.objects.create(mailing_list=morning, day=today - timedelta(days=60), joined=5)
    draft = an_issue(morning)
    page = manager.get(reverse("newsroom_list", args=[morning.pk])).content.decode()
    assert "7 joined" in page
    assert "3 left" in page
    assert reverse("newsletter_issues:edit", args=[draft.pk]) in page
    assert "12 joined" in manager.get(reverse("newsroom_list", args=[morning.pk]), {"days": "90"}).content.decode()


def test_an_automatic_issue_is_ordered_changed_and_called_off(manager: Client, paper: Any) -> None:
    morning = a_list()
    url = reverse("newsroom_automatic", args=[morning.pk])
    manager.post(url, {"is_on": "on", "days": ["5", "1"], "at": "07:30", "most": "6"})
    order = Automatic.objects.get(mailing_list=morning)
    assert (order.weekdays, order.hour, order.minute, order.most) == ("15", 7, 30, 6)
    page = manager.get(reverse("newsroom_list", args=[morning.pk])).content.decode()
    assert "Mon, Fri at 07:30 (UTC), 6 stories at most" in page
    wrong = manager.post(url, {"is_on": "on", "days": ["9"], "at": "25:00", "most": "99"})
    assert wrong.status_code == 422
    assert Automatic.objects.get().hour == 7
    manager.post(url, {"delete": "1"})
    assert not Automatic.objects.exists()


def test_bars_stand_on_one_scale() -> None:
    start = timezone.now().date()
    drawn = chart([Day(start, 10, 0), Day(start + timedelta(days=1), 5, 5)])
    up = [float(bar.up_height) for bar in drawn.bars]
    assert up[0] == pytest.approx(2 * up[1], abs=0.02)
    assert float(drawn.bars[1].down_height) == pytest.approx(up[1], abs=0.02)
    assert max(float(bar.up) + float(bar.up_height) + float(bar.down_height) for bar in drawn.bars) <= drawn.height
    assert chart([]).is_empty


def test_a_list_in_use_keeps_its_address(manager: Client, paper: Any) -> None:
    morning = a_list()
    url = reverse("newsletter_lists:edit", args=[morning.pk])
    manager.post(url, {**FORM, "slug": "dawn"})
    morning.refresh_from_db()
    assert morning.slug == "dawn"
    a_reader("ada@paper.example", morning)
    manager.post(url, {**FORM, "name": "Dawn chorus", "slug": "dusk"})
    morning.refresh_from_db()
    assert (morning.name, morning.slug) == ("Dawn chorus", "dawn")
