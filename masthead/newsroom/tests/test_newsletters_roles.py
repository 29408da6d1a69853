"""Who comes in where, and who may press which button, of all that is about newsletters."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from masthead.newsletters.models import Issue, MailingList, Subscription
from masthead.newsroom.tests.newsletter_cast import a_list, a_reader, an_issue
from masthead.readers.models import Reader

ROLES = ["reporter", "editor", "managing_editor", "publisher"]
ALL, EDITORS, MANAGERS, PUBLISHERS = ROLES, ROLES[1:], ROLES[2:], ROLES[3:]
# What is looked at: address name, what its arguments are of, who comes in.
PAGES = [
    ("newsletter_lists:index", "", ALL),
    ("newsletter_lists:add", "", MANAGERS),
    ("newsletter_lists:edit", "list", MANAGERS),
    ("newsletter_lists:delete", "empty", MANAGERS),
    ("newsroom_list", "list", ALL),
    ("newsroom_automatic", "list", MANAGERS),
    ("newsletter_issues:index", "", ALL),
    ("newsletter_issues:edit", "issue", EDITORS),
    ("newsletter_issues:delete", "issue", EDITORS),
    ("newsroom_new_issue", "", ALL),
    ("newsroom_find_stories", "issue", EDITORS),
    ("newsroom_story_blocks", "issue", EDITORS),
    ("newsroom_check_issue", "issue", EDITORS),
    ("newsroom_check_links", "issue", EDITORS),
    ("newsroom_sending", "going", ALL),
    ("newsroom_sending_numbers", "going", ALL),
    ("newsroom_results", "sent", ALL),
    ("newsroom_mail", "", EDITORS),
    ("newsroom_allowance", "group", MANAGERS),
    ("newsroom_subscribers", "", PUBLISHERS),
    ("newsroom_reader", "reader", PUBLISHERS),
    ("newsroom_erase_reader", "reader", PUBLISHERS),
    ("newsroom_outbox", "", PUBLISHERS),
]
# What is pressed: the same, with what is sent along.
BUTTONS: list[tuple[str, str, list[str], dict[str, str]]] = [
    ("newsroom_new_issue", "", ALL, {"list": "LIST", "start": "empty"}),
    ("newsletter_lists:edit", "list", MANAGERS, {}),
    ("newsroom_automatic", "list", MANAGERS, {}),
    ("newsletter_issues:edit", "issue", EDITORS, {"body-count": "0"}),
    ("newsletter_issues:delete", "issue", EDITORS, {}),
    ("newsroom_preview_issue", "issue", EDITORS, {"body-count": "0"}),
    ("newsroom_test_issue", "issue", EDITORS, {}),
    ("newsroom_count_audience", "issue", EDITORS, {}),
    ("newsroom_send_issue", "issue", EDITORS, {"when": "now"}),
    ("newsroom_answer_issue", "asking", EDITORS, {}),
    ("newsroom_back_to_draft", "asking", EDITORS, {}),
    ("newsroom_allowance", "group", MANAGERS, {}),
    ("newsroom_export_subscribers", "list", PUBLISHERS, {}),
    ("newsroom_export_results", "list", PUBLISHERS, {}),
    ("newsroom_export_suppressions", "", PUBLISHERS, {}),
    ("newsroom_export_everything", "", PUBLISHERS, {}),
    ("newsroom_subscribers", "", PUBLISHERS, {"address": "ada@"}),
    ("newsroom_take_off", "reader", PUBLISHERS, {"subscription": "SUBSCRIPTION"}),
    ("newsroom_reader_data", "reader", PUBLISHERS, {}),
    ("newsroom_erase_reader", "reader", PUBLISHERS, {}),
]
STEPS = ["pause", "resume", "stop", "doubtful", "choose"]


@pytest.fixture
def things(paper: Any, settings: LazySettings, tmp_path: Any) -> dict[str, Any]:
    """One of each, and nothing written by who asks."""
    settings.DATA = tmp_path
    morning = a_list()
    reader = a_reader("ada@paper.example", morning)
    states = {"issue": "draft", "going": "sending", "sent": "sent", "asking": "asks"}
    issues = {name: an_issue(morning, state=state) for name, state in states.items()}
    return {"list": morning, "empty": a_list("Evening"), "reader": reader, "group": "gmail", **issues}


def url_of(name: str, what: str, things: dict[str, Any]) -> str:
    thing = things.get(what)
    return reverse(name, args=[] if not what else [getattr(thing, "pk", thing)])


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_the_pages_it_may(role: str, things: Any, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))
    for name, what, may in PAGES:
        answer = client.get(url_of(name, what, things))
        assert (answer.status_code == 200) is (role in may), f"{role} at {name}: {answer.status_code}"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("button", BUTTONS, ids=[f"{each[0]}-{each[1]}" for each in BUTTONS])
def test_each_role_presses_the_buttons_it_may(
    role: str, button: Any, things: Any, request: Any, client: Client
) -> None:
    """Who may not is shown the door; who may gets an answer of the view."""
    name, what, may, sent = button
    subscription = str(Subscription.objects.get().pk)
    filled = {"LIST": str(things["list"].pk), "SUBSCRIPTION": subscription}
    sent = {key: filled.get(value, value) for key, value in sent.items()}
    client.force_login(request.getfixturevalue(role))
    before = snapshot()
    answer = client.post(url_of(name, what, things), sent)
    if role in may:
        assert answer.status_code in (200, 302, 422), answer.status_code
        assert answer.headers.get("Location") != reverse("wagtailadmin_home")
    else:
        assert answer.status_code in (302, 403)
        assert answer.headers.get("Location", reverse("wagtailadmin_home")) == reverse("wagtailadmin_home")
        assert snapshot() == before


@pytest.mark.parametrize("step", STEPS)
def test_a_reporter_steers_no_sending(step: str, things: Any, reporter: Any, client: Client) -> None:
    client.force_login(reporter)
    for answer in (client.get(steering(things, step)), client.post(steering(things, step))):
        assert answer.status_code in (302, 403)
        assert answer.headers.get("Location", reverse("wagtailadmin_home")) == reverse("wagtailadmin_home")
    assert Issue.objects.get(pk=things["going"].pk).state == "sending"


def steering(things: Any, step: str) -> str:
    return reverse("newsroom_steer", args=[things["going"].pk, step])


def test_a_reporter_writes_on_an_issue_of_their_own_and_sends_it_not(
    things: Any, reporter: Any, client: Client
) -> None:
    own = an_issue(things["list"], by=reporter)
    client.force_login(reporter)
    for name in ("newsletter_issues:edit", "newsroom_check_issue"):
        assert client.get(reverse(name, args=[own.pk])).status_code == 200
    assert "An editor sends it." in client.get(reverse("newsroom_check_issue", args=[own.pk])).content.decode()
    client.post(reverse("newsroom_send_issue", args=[own.pk]), {"when": "now", "seen": own.changed_at.isoformat()})
    own.refresh_from_db()
    assert own.state == "draft"


def test_strangers_are_led_to_the_door(things: Any, client: Client) -> None:
    for name, what, _may in PAGES:
        answer = client.get(url_of(name, what, things))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_a_button_wants_its_token(things: Any, publisher: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(publisher)
    for name, what, _may, sent in BUTTONS:
        assert strict.post(url_of(name, what, things), sent).status_code == 403, name


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("reporter", ["Issues", "Lists"]),
        ("editor", ["Issues", "Lists", "Sending"]),
        ("publisher", ["Issues", "Lists", "Subscribers", "Sending", "Outbox"]),
    ],
)
def test_the_menu_shows_each_what_they_may(role: str, labels: list[str], things: Any, request: Any, rf: Any) -> None:
    from masthead.newsroom.menu import entries

    asked = rf.get("/newsroom/")
    asked.user = request.getfixturevalue(role)
    submenu = next(item for item in entries() if item.name == "newsletters").menu
    assert [str(item.label) for item in submenu.menu_items_for_request(asked)] == labels


def snapshot() -> list[Any]:
    """All that a button could change."""
    issues = list(Issue.objects.order_by("pk").values_list("pk", "state", "subject"))
    subscriptions = list(Subscription.objects.values_list("pk", "state"))
    return [issues, subscriptions, Reader.objects.count(), MailingList.objects.count()]
