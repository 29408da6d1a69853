"""What editors are told before an issue goes out."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect

from masthead.lib.fetching import CannotFetch
from masthead.newsletters.checks import check_issue
from masthead.newsletters.dead_links import dead_links
from masthead.newsletters.models import Issue, MailingList, Subscription
from masthead.newsletters.tests.issues import Blocks, make_issue, make_list, told
from masthead.publication.pages import absolute
from masthead.readers.models import Reader
from tests.ground.cast import CastPaper, MakeStory

pytestmark = pytest.mark.django_db
GOOD = {
    "subject": "The ferry is back after forty years",
    "preview_text": "And so is the rain, the harbour master says.",
}


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    return make_list()


def said(issue: Issue, level: str) -> str:
    return "\n".join(check.text for check in check_issue(issue, outside=False) if check.level == level)


def with_blocks(mailing_list: MailingList, blocks: Blocks, **fields: Any) -> Issue:
    return make_issue(mailing_list, blocks, **{**GOOD, **fields})


def test_a_good_issue_has_nothing_to_mend(morning: MailingList, story: Any) -> None:
    reader = Reader.objects.create(address="ada@reader.example", key="ada@reader.example")
    Subscription.objects.create(mailing_list=morning, reader=reader, state=Subscription.State.CONFIRMED)
    issue = with_blocks(morning, [told(story), ("text", "<p>Hello.</p>")])
    assert said(issue, "error") == said(issue, "warning") == ""
    assert "Gmail shows all of it" in said(issue, "ok")
    assert "EMAIL_URL" in said(issue, "notice")


@pytest.mark.parametrize(
    ("fields", "level", "words"),
    [
        ({"subject": ""}, "error", "has no subject"),
        ({"subject": "Short"}, "warning", "very short"),
        ({"subject": "x" * 71}, "warning", "cut it off"),
        ({"preview_text": ""}, "warning", "no preview text"),
        ({"preview_text": "Brief"}, "warning", "is short"),
        ({"preview_text": "x" * 141}, "warning", "is long"),
    ],
)
def test_subject_and_preview_have_a_good_length(
    morning: MailingList, fields: dict[str, str], level: str, words: str
) -> None:
    assert words in said(with_blocks(morning, [("text", "<p>Hello.</p>")], **fields), level)


def test_an_empty_issue_does_not_go(morning: MailingList) -> None:
    assert "is empty" in said(with_blocks(morning, []), "error")


def test_a_story_that_is_not_out_keeps_the_issue_back(morning: MailingList, story_factory: MakeStory) -> None:
    draft, deleted = story_factory(title="Not yet", live=False), story_factory()
    issue = with_blocks(morning, [told(draft), told(deleted), ("text", "<p>Hello.</p>")])
    deleted.delete()
    errors = said(Issue.objects.get(pk=issue.pk), "error")
    assert "“Not yet” is not published" in errors
    assert "does not exist any more" in errors


def test_a_story_twice_is_pointed_out(morning: MailingList, story: Any) -> None:
    assert "twice" in said(with_blocks(morning, [told(story), told(story)]), "warning")


def test_a_picture_without_words_is_pointed_out(morning: MailingList, picture_factory: Any) -> None:
    block = ("picture", {"picture": picture_factory(description=""), "alt": "", "caption": "At six", "address": ""})
    assert "“At six” has no alternative text" in said(with_blocks(morning, [block]), "warning")


def test_a_mail_that_gmail_would_clip_is_pointed_out(morning: MailingList) -> None:
    blocks: Blocks = [("text", f"<p>{'word ' * 25_000}</p>")]
    assert "Gmail cuts it off" in said(with_blocks(morning, blocks), "warning")


def test_a_template_that_broke_keeps_the_issue_back(morning: MailingList) -> None:
    morning.template = "<mjml><mj-body>[[content]]"
    morning.save()
    assert "does not work" in said(with_blocks(MailingList.objects.get(), [("text", "<p>Hi.</p>")]), "error")


def test_a_template_without_a_way_out_keeps_the_issue_back(morning: MailingList) -> None:
    morning.template = "<mjml><mj-body>[[content]]</mj-body></mjml>"
    morning.save()
    assert "no link to unsubscribe" in said(with_blocks(MailingList.objects.get(), [("text", "<p>Hi.</p>")]), "error")


def test_a_picture_from_elsewhere_in_a_template_is_pointed_out(morning: MailingList) -> None:
    image = '<mj-section><mj-column><mj-image src="https://t.example/x.gif"/><mj-text>[[unsubscribe]]</mj-text></mj-column></mj-section>'
    morning.template = f"<mjml><mj-body>[[content]]{image}</mj-body></mjml>"
    morning.save()
    assert "another host" in said(with_blocks(MailingList.objects.get(), [("text", "<p>Hi.</p>")]), "warning")


def test_a_list_without_readers_is_pointed_out(morning: MailingList) -> None:
    assert "Nobody has subscribed" in said(with_blocks(morning, [("text", "<p>Hi.</p>")]), "warning")


def test_links_of_the_paper_are_looked_up_without_asking_anybody(paper: CastPaper, story: Any) -> None:
    Redirect.objects.create(old_path="/old/ferry", redirect_link="/city/")
    good = [
        absolute(path)
        for path in ("/", "/city/", story.address, "/old/ferry/", "/-/search?q=x", f"{story.address}#top")
    ]
    bad = [absolute("/2020/01/01/no-such-story/"), absolute("/nowhere/")]
    dead = dead_links([*good, *bad, "mailto:x@y.example"], ask=lambda address: pytest.fail("nobody is asked"))
    assert [link.address for link in dead] == bad
    assert all(link.is_own for link in dead)


def test_a_dead_link_of_the_paper_keeps_the_issue_back(morning: MailingList) -> None:
    issue = with_blocks(morning, [("text", '<p><a href="/nowhere/">x</a></p>')])
    assert "/nowhere/" in said(issue, "error")


def test_foreign_links_are_asked_and_only_warned_of() -> None:
    answers = {"https://a.example/": 200, "https://b.example/": 404, "https://c.example/": 403}

    def ask(address: str) -> int:
        if address not in answers:
            raise CannotFetch("this host is not known")
        return answers[address]

    dead = dead_links([*answers, "https://d.example/"], ask=ask)
    assert {(link.address, link.why) for link in dead} == {
        ("https://b.example/", "it answers 404"),
        ("https://d.example/", "this host is not known"),
    }
    assert not any(link.is_own for link in dead)
