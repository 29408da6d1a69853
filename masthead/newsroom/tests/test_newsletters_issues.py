"""Writing an issue: beginning it, picking stories, seeing it, saving it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from masthead.articles.models import Story
from masthead.newsletters.models import Issue, MailingList
from masthead.newsroom.tests.newsletter_cast import SUBJECT, a_list, an_issue
from masthead.people.models import Staff


@pytest.fixture
def desk(editor: Staff, client: Client) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client


@pytest.fixture
def morning(paper: Any) -> MailingList:
    return a_list(host=paper.authors[0])


def form_with(*stories: Story, subject: str = SUBJECT, **fields: Any) -> dict[str, Any]:
    """What the form of the editor sends."""
    sent: dict[str, Any] = {"subject": subject, "preview_text": "", "intro": "null", "body-count": str(len(stories))}
    for place, story in enumerate(stories):
        block = f"body-{place}"
        sent |= {f"{block}-deleted": "", f"{block}-order": str(place), f"{block}-type": "story", f"{block}-id": ""}
        value = {"story": str(story.pk), "headline": "", "text": "null", "look": "picture"}
        sent |= {f"{block}-value-{name}": content for name, content in value.items()}
    return {**sent, **fields}


def stories_in(issue: Issue) -> list[int]:
    issue.refresh_from_db()
    return [block.value["story"].pk for block in issue.body if block.block_type == "story"]


def test_an_issue_begins_with_what_came_out_since_the_last(
    desk: Client, editor: Staff, morning: MailingList, story_factory: Any
) -> None:
    now = timezone.now()
    old = story_factory(published_at=now - timedelta(days=3))
    sent = an_issue(morning, old, state="sent", sent_at=now - timedelta(hours=5))
    Issue.objects.filter(pk=sent.pk).update(changed_at=now - timedelta(hours=5))
    new = story_factory(title="Bridge shut", published_at=now - timedelta(hours=1))
    page = desk.get(reverse("newsroom_new_issue")).content.decode()
    assert "1 story since the last issue" in page
    answer = desk.post(reverse("newsroom_new_issue"), {"list": morning.pk, "start": "since"})
    begun = Issue.objects.exclude(pk=sent.pk).get()
    assert answer["Location"] == reverse("newsletter_issues:edit", args=[begun.pk])
    assert stories_in(begun) == [new.pk]
    assert begun.body[0].value["look"] == "large"
    assert begun.written_by == editor
    assert begun.subject.startswith("Morning: ")
    assert desk.get(answer["Location"]).status_code == 200


def test_without_a_list_it_says_what_to_do_first(desk: Client, paper: Any) -> None:
    assert "There is no newsletter yet." in desk.get(reverse("newsroom_new_issue")).content.decode()


def test_an_empty_issue_begins_empty(desk: Client, morning: MailingList, story: Story) -> None:
    desk.post(reverse("newsroom_new_issue"), {"list": morning.pk, "start": "empty"})
    assert stories_in(Issue.objects.get()) == []


def test_stories_are_found_newest_first_by_word_and_since_the_last(
    desk: Client, morning: MailingList, story_factory: Any
) -> None:
    now = timezone.now()
    old = story_factory(title="Harbour frozen", published_at=now - timedelta(days=40))
    new = story_factory(title="Ferry returns", published_at=now - timedelta(hours=2))
    story_factory(title="Ferry secret", live=False)
    url = reverse("newsroom_find_stories", args=[an_issue(morning).pk])

    def found(**query: str) -> list[int]:
        return [row["id"] for row in desk.get(url, query).json()["stories"]]

    assert found() == [new.pk, old.pk]
    assert found(q="harbour") == [old.pk]
    assert found(since="1") == [new.pk]
    row = desk.get(url).json()["stories"][0]
    assert (row["headline"], row["section"]) == ("Ferry returns", "City")


def test_chosen_stories_become_blocks_in_their_order(desk: Client, morning: MailingList, story_factory: Any) -> None:
    first, second, hidden = story_factory(), story_factory(), story_factory(live=False)
    url = reverse("newsroom_story_blocks", args=[an_issue(morning).pk])
    ids = [second.pk, first.pk, hidden.pk, second.pk, "x", 10**30]
    blocks = desk.get(url, {"id": ids}).json()["blocks"]
    assert [block["value"]["story"]["id"] for block in blocks] == [second.pk, first.pk]
    assert [block["value"]["look"] for block in blocks] == [["large"], ["picture"]]
    later = desk.get(url, {"id": ids, "begun": "1"}).json()["blocks"]
    assert [block["value"]["look"] for block in later] == [["picture"], ["picture"]]


def test_the_form_saves_and_goes_on_to_the_checks(desk: Client, morning: MailingList, story: Story) -> None:
    issue = an_issue(morning)
    url = reverse("newsletter_issues:edit", args=[issue.pk])
    assert desk.post(url, form_with(story))["Location"] == url
    assert stories_in(issue) == [story.pk]
    checks = desk.post(url, {**form_with(story, subject="Another"), "action-check": "1"})
    assert checks["Location"] == reverse("newsroom_check_issue", args=[issue.pk])
    issue.refresh_from_db()
    assert issue.subject == "Another"


def test_stories_that_the_form_could_not_take_are_put_in_by_the_server(
    desk: Client, morning: MailingList, story_factory: Any
) -> None:
    first, second = story_factory(), story_factory()
    issue = an_issue(morning)
    sent = form_with(first) | {"add_story": [second.pk, "0"]}
    desk.post(reverse("newsletter_issues:edit", args=[issue.pk]), sent)
    assert stories_in(issue) == [first.pk, second.pk]


@pytest.mark.parametrize("state", ["scheduled", "asks", "sending", "sent", "stopped"])
def test_only_a_draft_is_written_on(state: str, desk: Client, morning: MailingList, story: Story) -> None:
    issue = an_issue(morning, state=state)
    url = reverse("newsletter_issues:edit", args=[issue.pk])
    assert desk.get(url).status_code == 302
    assert desk.post(url, form_with(story, subject="Too late")).status_code == 302
    desk.post(reverse("newsletter_issues:delete", args=[issue.pk]))
    issue.refresh_from_db()
    assert (issue.subject, issue.state) == (SUBJECT, state)


def test_saving_never_takes_the_state_back(desk: Client, morning: MailingList, story: Story, monkeypatch: Any) -> None:
    """Somebody lets the issue go between the moment at which the form was read and the one at which it is written."""
    from masthead.newsroom.viewsets.issues import IssueEdit

    issue = an_issue(morning)
    reading = IssueEdit.is_valid

    def and_then(view: Any, form: Any) -> bool:
        is_valid: bool = reading(view, form)
        Issue.objects.filter(pk=issue.pk).update(state="sending")
        return is_valid

    monkeypatch.setattr(IssueEdit, "is_valid", and_then)
    desk.post(reverse("newsletter_issues:edit", args=[issue.pk]), form_with(story, subject="Too late"))
    issue.refresh_from_db()
    assert (issue.state, issue.subject) == ("sending", SUBJECT)


@pytest.mark.parametrize(
    ("mode", "there"), [("phone", "<h"), ("dark", "(min-width:0px)"), ("text", "<pre>"), ("page", "<main")]
)
def test_the_preview_shows_the_form_and_saves_nothing(
    mode: str, there: str, desk: Client, morning: MailingList, story: Story, settings: Any
) -> None:
    issue = an_issue(morning)
    sent = form_with(story, subject="Not saved yet", mode=mode)
    told = desk.post(reverse("newsroom_preview_issue", args=[issue.pk]), sent).json()
    assert story.title in told["html"]
    assert there in told["html"]
    assert told["subject"] == "Not saved yet"
    assert told["sender"] == "Ada Kovalenko of The Tideway Post"
    assert f'src="{settings.PUBLIC_URL}/' not in told["html"]
    issue.refresh_from_db()
    assert issue.subject == SUBJECT


def test_a_form_that_cannot_be_shown_yet_says_why(desk: Client, morning: MailingList) -> None:
    answer = desk.post(reverse("newsroom_preview_issue", args=[an_issue(morning).pk]), form_with(subject=""))
    assert answer.status_code == 422
    assert "subject" in json.loads(answer.content)["note"].lower()


def test_issues_are_narrowed_by_newsletter_state_and_word(desk: Client, morning: MailingList) -> None:
    noon = a_list("Noon")
    draft = an_issue(morning, subject="Ferry late")
    sent = an_issue(morning, subject="Ferry early", state="sent")
    other = an_issue(noon, subject="Ferry lost")

    def shown(**query: Any) -> set[Issue]:
        return set(desk.get(reverse("newsletter_issues:index"), query).context["object_list"])

    assert shown() == {draft, sent, other}
    assert shown(mailing_list=noon.pk) == {other}
    assert shown(state=["sent"]) == {sent}
    assert shown(q="late") == {draft}


def test_the_list_of_issues_leads_each_to_where_its_work_goes_on(desk: Client, morning: MailingList) -> None:
    pages = {
        "draft": "newsletter_issues:edit", "scheduled": "newsroom_check_issue", "asks": "newsroom_check_issue",
        "sending": "newsroom_sending", "sent": "newsroom_results", "stopped": "newsroom_results",
    }  # fmt: skip
    issues = {state: an_issue(morning, state=state) for state in pages}
    page = desk.get(reverse("newsletter_issues:index")).content.decode()
    for state, name in pages.items():
        assert f'href="{reverse(name, args=[issues[state].pk])}"' in page
