"""Counted links: only where the list says so, for all readers together, and to nowhere but where the issue leads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from masthead.newsletters.models import Issue, Link, MailingList
from masthead.newsletters.rendering.clicks import keep_links, path_of
from masthead.newsletters.rendering.message import slots_for, template_for
from masthead.newsletters.tests.issues import make_issue, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.urls("masthead.newsletters.urls")]
LINKS = (
    '<p><a href="https://a.example/?x=1&amp;y=2">a</a> <a href="https://b.example/">b</a>'
    ' <a href="https://a.example/?x=1&amp;y=2">a again</a> <a href="mailto:x@b.example">mail</a></p>'
)
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture
def counting(paper: object) -> MailingList:
    return make_list(counts_clicks=True)


@pytest.fixture
def issue(counting: MailingList) -> Issue:
    made = make_issue(counting, [("text", LINKS)])
    keep_links(made, [""])
    return made


def clicks() -> dict[str, int]:
    return dict(Link.objects.values_list("target", "clicks"))


def test_links_are_not_touched_where_nobody_counts(paper: object) -> None:
    issue = make_issue(make_list(), [("text", LINKS)])
    keep_links(issue, [""])
    message = bytes(template_for(issue).fill(slots_for(issue.pk, 1, 1, 1, "a@b.example", "s")))
    assert b"/-/newsletters/l/" not in message
    assert not Link.objects.exists()


def test_each_target_stands_there_once_in_the_order_of_the_issue(issue: Issue) -> None:
    assert list(Link.objects.values_list("place", "target")) == [
        (0, "https://a.example/?x=1&y=2"),
        (1, "https://b.example/"),
    ]


def test_the_mail_leads_over_the_counted_links_and_leaves_its_own_alone(issue: Issue) -> None:
    message = bytes(template_for(issue).fill(slots_for(issue.pk, 1, 1, 1, "a@b.example", "s")))
    text = message.replace(b"=\r\n", b"").decode()
    assert path_of(issue.pk, "", 0) in text
    assert path_of(issue.pk, "", 1) in text
    assert "https://b.example/" not in text
    assert "mailto:x@b.example" in text
    assert "/-/newsletters/leave/" in text


def test_a_click_is_counted_and_led_on(issue: Issue, client: Client) -> None:
    for _ in range(2):
        answer = client.get(path_of(issue.pk, "", 0), headers=BROWSER)
    assert (answer.status_code, answer["Location"]) == (302, "https://a.example/?x=1&y=2")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert clicks() == {"https://a.example/?x=1&y=2": 2, "https://b.example/": 0}


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"user-agent": "Mozilla/5.0", "sec-purpose": "prefetch;prerender"},
        {"user-agent": "Mozilla/5.0", "purpose": "prefetch"},
        {"user-agent": "python-requests/2.32"},
        {"user-agent": "Slackbot-LinkExpanding 1.0"},
        {},
    ],
)
def test_machines_that_say_so_are_led_on_and_not_counted(issue: Issue, client: Client, headers: dict[str, str]) -> None:
    answer = client.get(path_of(issue.pk, "", 1), headers=headers)
    assert answer["Location"] == "https://b.example/"
    assert clicks()["https://b.example/"] == 0


def test_a_look_at_the_head_counts_nothing(issue: Issue, client: Client) -> None:
    assert client.head(path_of(issue.pk, "", 1), headers=BROWSER)["Location"] == "https://b.example/"
    assert clicks()["https://b.example/"] == 0


@pytest.mark.parametrize("token", ["1--0-forged", "x", "1--0-000000000000000000000000"])
def test_a_forged_link_leads_nowhere(issue: Issue, client: Client, token: str) -> None:
    assert client.get(f"/-/newsletters/l/{token}", headers=BROWSER).status_code == 404


def test_a_link_of_an_issue_that_is_gone_leads_nowhere(issue: Issue, client: Client) -> None:
    path = path_of(issue.pk, "", 0)
    issue.delete()
    assert client.get(path, headers=BROWSER).status_code == 404


def test_writing_links_down_again_keeps_the_clicks(issue: Issue, client: Client) -> None:
    client.get(path_of(issue.pk, "", 0), headers=BROWSER)
    keep_links(issue, [""])
    assert clicks()["https://a.example/?x=1&y=2"] == 1


def test_each_variant_is_counted_by_itself(issue: Issue, client: Client) -> None:
    keep_links(issue, ["A", "B"])
    client.get(path_of(issue.pk, "B", 0), headers=BROWSER)
    assert dict(Link.objects.filter(place=0).values_list("variant", "clicks")) == {"": 0, "A": 0, "B": 1}


def test_only_looking_is_allowed(issue: Issue, client: Client) -> None:
    assert client.post(path_of(issue.pk, "", 0), headers=BROWSER).status_code == 405


def test_one_reader_has_the_same_counted_links_as_another(issue: Issue) -> None:
    def led(reader: int) -> list[str]:
        slots: dict[str, Any] = slots_for(issue.pk, 1, reader, reader, "a@b.example", "s")
        text = bytes(template_for(issue).fill(slots)).replace(b"=\r\n", b"").decode()
        return [part.split('"')[0].split("\r")[0] for part in text.split("/-/newsletters/l/")[1:]]

    assert led(1) == led(2)
    assert len(led(1)) >= 5
