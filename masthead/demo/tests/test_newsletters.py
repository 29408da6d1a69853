from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from masthead.articles.models import Story
from masthead.demo.actions.frame import make_frame
from masthead.demo.actions.newsletters import make_newsletters, moment_of
from masthead.demo.actions.stories import Stories, make_stories
from masthead.demo.files import newsletters_file, paper_file, story_files
from masthead.demo.markup import StoryFile
from masthead.newsletters.models import Automatic, Issue, MailingList, Subscription
from masthead.newsroom.actions import open_newsroom

ZONE = ZoneInfo("Europe/Kyiv")
NOON = datetime(2026, 11, 23, 12, tzinfo=ZONE)
HOURS = [NOON.replace(hour=hour, minute=minute) for hour, minute in ((0, 1), (6, 59), (7, 1), (12, 0), (23, 59))]


@pytest.fixture
def stories() -> Stories:
    """The demo's stories without their texts and pictures."""
    open_newsroom()
    make_frame(paper_file(), {})
    plain = [StoryFile({**file.facts, "picture": ""}) for file in story_files()]
    return make_stories(plain, {}, NOON)


@pytest.mark.parametrize("now", HOURS, ids=lambda now: f"{now:%H:%M}")
def test_an_issue_holds_only_stories_that_were_out_when_it_went(now: datetime) -> None:
    ages = {file.facts["slug"]: float(file.facts["age_hours"]) for file in story_files()}
    too_new = [
        f"{issue['subject']}: {block['story']}"
        for facts in newsletters_file()
        for issue in facts["issue"]
        for block in issue.get("block", [])
        if (moment := moment_of(issue, facts["at"], now, ZONE)) and block["kind"] == "story"
        if now - timedelta(hours=ages[block["story"]]) >= moment
    ]
    assert too_new == []


def test_no_issue_goes_out_before_its_time_of_day() -> None:
    early = NOON.replace(hour=6)
    assert moment_of({"days": 0}, "07:00", early, ZONE) is None
    assert moment_of({"days": 1}, "07:00", early, ZONE) == early.replace(day=22, hour=7)


@pytest.mark.django_db
def test_the_lists_have_hosts_welcomes_and_a_past(stories: Stories) -> None:
    make_newsletters(newsletters_file(), stories, NOON)
    lists = list(MailingList.objects.all())
    assert [(row.slug, row.is_default) for row in lists] == [
        ("morning", True), ("slack-water", False), ("lyst-iz-millreisu", False)
    ]  # fmt: skip
    for row in lists:
        assert row.host is not None
        assert all((row.host.email, row.summary, row.frequency, row.welcome_subject, row.welcome))
        assert 3 <= row.issues.filter(state=Issue.State.SENT).count() <= 6
    assert lists[2].language == "uk"
    assert not Subscription.objects.exists()


@pytest.mark.django_db
def test_sent_issues_have_an_address_of_their_day_and_drafts_have_none(stories: Stories) -> None:
    make_newsletters(newsletters_file(), stories, NOON)
    for issue in Issue.objects.filter(state=Issue.State.SENT).select_related("mailing_list"):
        assert issue.sent_at is not None
        assert issue.sent_at < NOON
        day = issue.sent_at.astimezone(ZONE).date()
        assert str(issue.address).startswith(f"{issue.mailing_list.address}{day}-")
    draft = Issue.objects.exclude(state=Issue.State.SENT).get()
    assert (draft.state, draft.address, draft.sent_at) == (Issue.State.DRAFT, None, None)


@pytest.mark.django_db
def test_every_block_says_what_its_file_says(stories: Stories) -> None:
    make_newsletters(newsletters_file(), stories, NOON)
    for facts in newsletters_file():
        for written in facts["issue"]:
            issue = Issue.objects.get(subject=written["subject"])
            kinds = [block["kind"] for block in written.get("block", [])]
            assert [block.block_type for block in issue.body] == kinds
            assert "story:" not in str(issue.body.raw_data) + issue.intro
            for block in issue.body:
                assert block.block_type != "story" or Story.objects.live().filter(pk=block.value["story"].pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("hour", "day"), [(6, 22), (8, 23)])
def test_the_standing_order_begins_with_its_next_morning(stories: Stories, hour: int, day: int) -> None:
    make_newsletters(newsletters_file(), stories, NOON.replace(hour=hour))
    order = Automatic.objects.get()
    assert (order.hour, order.minute, order.weekdays) == (7, 0, "1234567")
    assert order.last_run_on == NOON.date().replace(day=day)


def test_subjects_and_preview_texts_are_as_long_as_mailboxes_show() -> None:
    for facts in newsletters_file():
        for issue in facts["issue"]:
            assert 20 <= len(issue["subject"]) <= 70, issue["subject"]
            assert 30 <= len(issue["preview_text"]) <= 140, issue["preview_text"]
