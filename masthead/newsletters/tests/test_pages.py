"""The printed pages of newsletters: what they show, and that they are printed again when that changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from masthead.newsletters.actions.send_issue import begin
from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.tests.issues import make_issue, make_list, put_out, told
from masthead.newsletters.tests.markup import parsed
from masthead.press import paging
from tests.ground.cast import CastPaper, MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
NEWSLETTERS, MORNING, FEED = "/newsletters/", "/newsletters/morning/", "/newsletters/morning/feed.xml"


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    return make_list(host=paper.authors[0], description="<p>Made at <b>dawn</b>.</p>")


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(parsed(answer.content).find(".//main").text_content().split())


def test_the_page_of_all_newsletters_offers_the_open_ones(client: Client, morning: MailingList) -> None:
    put_out(make_issue(morning), NOON)
    make_list("old", name="Old letter", is_open=False)
    text = text_of(client, NEWSLETTERS)
    for said in ("Morning", "What the day brings.", "Every weekday at 7:00", "Ada Kovalenko", "The ferry is back"):
        assert said in text
    assert "Old letter" not in text
    page = parsed(client.get(NEWSLETTERS).content)
    assert len(page.xpath("//form[@action='/-/newsletters/sign-up']")) == 1


def test_a_paper_without_newsletters_says_so(client: Client, paper: CastPaper) -> None:
    assert "There are no newsletters yet." in text_of(client, NEWSLETTERS)


def test_the_page_of_a_newsletter_says_what_it_is(client: Client, morning: MailingList) -> None:
    put_out(make_issue(morning, subject="Yesterday"), NOON - timedelta(days=1))
    put_out(make_issue(morning, subject="Today"), NOON)
    make_issue(morning, subject="Not yet")
    text = text_of(client, MORNING)
    for said in ("Morning", "Made at dawn.", "Ada Kovalenko", "Today", "Yesterday"):
        assert said in text
    assert "Not yet" not in text


def test_a_closed_newsletter_keeps_its_page_and_offers_no_form(client: Client, morning: MailingList) -> None:
    morning.is_open = False
    morning.save()
    assert "not taking new readers" in text_of(client, MORNING)
    assert not parsed(client.get(MORNING).content).xpath("//form[@action='/-/newsletters/sign-up']")


def test_an_issue_is_a_page_of_the_paper(client: Client, morning: MailingList, story_factory: MakeStory) -> None:
    story, gone = story_factory(title="Ferry"), story_factory(title="Gone")
    blocks: Any = [
        ("heading", "First"), told(story, headline="It floats", text="<p>See <b>yourself</b>.</p>"), told(gone),
        ("text", "<p>Good night.</p>"), ("quote", {"text": "A number", "source": "Marta"}), ("divider", None),
        ("appeal", {"title": "Help us", "text": "<p>Do.</p>", "button": "Give", "address": "/join/"}),
    ]  # fmt: skip
    issue = put_out(make_issue(morning, blocks, intro="<p>Good morning.</p>"), NOON)
    gone.unpublish()
    assert issue.address == "/newsletters/morning/2026-05-04-the-ferry-is-back/"
    text = text_of(client, issue.address)
    for said in ("The ferry is back", "Good morning.", "First", "It floats", "See yourself.", "A number", "Help us"):
        assert said in text
    assert "Gone" not in text
    page = parsed(client.get(issue.address).content)
    assert page.xpath(f"//h3/a[@href='{story.address}']")
    (data,) = [json.loads(one.text) for one in page.xpath("//script[@type='application/ld+json']")]
    assert (data["headline"], data["isPartOf"]["name"]) == ("The ferry is back", "Morning")
    assert data["datePublished"] == "2026-05-04T10:00:00+00:00"


def test_a_draft_has_no_page(client: Client, morning: MailingList) -> None:
    make_issue(morning)
    assert client.get("/newsletters/morning/2026-05-04-the-ferry-is-back/").status_code == 404
    assert client.get("/newsletters/none/").status_code == 404


def test_issues_lead_to_each_other(client: Client, morning: MailingList) -> None:
    first, second, third = (
        put_out(make_issue(morning, subject=f"Issue {n}"), NOON + timedelta(days=n)) for n in range(3)
    )
    page = parsed(client.get(second.address or "").content)
    assert page.xpath("string(//nav[@aria-label='Issues']/a[@rel='prev']/@href)") == third.address
    assert page.xpath("string(//nav[@aria-label='Issues']/a[@rel='next']/@href)") == first.address


def test_two_issues_of_a_day_have_addresses_of_their_own(morning: MailingList) -> None:
    one, two = (put_out(make_issue(morning), NOON) for _ in range(2))
    assert (one.address, two.address) == (
        "/newsletters/morning/2026-05-04-the-ferry-is-back/",
        "/newsletters/morning/2026-05-04-the-ferry-is-back-2/",
    )


def test_the_feed_has_the_whole_issue(client: Client, morning: MailingList, story_factory: MakeStory) -> None:
    story = story_factory(title="Ferry <news>", standfirst="Forty & more.")
    put_out(make_issue(morning, [told(story), ("text", "<p>Good night.</p>")]), NOON)
    answer = client.get(FEED)
    assert answer["Content-Type"].startswith("application/rss+xml")
    root = etree.fromstring(answer.content)
    assert root.findtext(".//item/title") == "The ferry is back"
    whole = root.findtext(".//item/{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    assert "Ferry &lt;news&gt;" in whole
    assert "Forty &amp; more." in whole
    assert "Good night." in whole


def test_newsletters_stand_in_the_map_of_pages(client: Client, morning: MailingList) -> None:
    issue = put_out(make_issue(morning), NOON)
    found = client.get("/sitemap/pages.xml").content.decode()
    for path in (NEWSLETTERS, MORNING, issue.address):
        assert f"{path}</loc>" in found


def test_a_new_newsletter_is_printed_with_its_feed(printed: Printed, paper: CastPaper) -> None:
    make_list()
    changed = printed.changed()
    assert {NEWSLETTERS, MORNING, FEED, "/sitemap/pages.xml"} <= changed


def test_an_issue_that_goes_out_is_printed_and_a_draft_is_not(printed: Printed, morning: MailingList) -> None:
    printed.again()
    issue = make_issue(morning)
    issue.subject = "Another one"
    issue.save()
    assert not printed.due()
    Issue.objects.filter(pk=issue.pk).update(state=Issue.State.SENDING)
    begin(issue)
    changed = printed.changed()
    assert {issue.address, MORNING, FEED, NEWSLETTERS} <= changed
    Issue.objects.get(pk=issue.pk).save()
    assert not printed.due()


def test_a_changed_story_changes_the_issues_that_show_it(
    printed: Printed, morning: MailingList, story_factory: MakeStory
) -> None:
    story, other = story_factory(), story_factory()
    issue, quiet = (put_out(make_issue(morning, [told(one)]), NOON) for one in (story, other))
    printed.again()
    story.title = "It floats"
    story.save_revision().publish()
    changed = printed.changed()
    assert issue.address in changed
    assert quiet.address not in changed
    assert "It floats" in printed.text(issue.address or "")


def test_a_new_issue_changes_its_neighbour_and_no_older_one(printed: Printed, morning: MailingList) -> None:
    first, second = (put_out(make_issue(morning, subject=f"No {n}"), NOON + timedelta(days=n)) for n in range(2))
    printed.again()
    put_out(make_issue(morning, subject="Newest"), NOON + timedelta(days=2))
    changed = printed.changed()
    assert second.address in changed
    assert first.address not in changed


def test_old_pages_of_a_newsletter_stay_as_they_are(
    printed: Printed, morning: MailingList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PER_PAGE", 2)
    for n in range(6):
        put_out(make_issue(morning, subject=f"No {n}"), NOON + timedelta(days=n))
    printed.again()
    assert printed.has(f"{MORNING}page/1/")
    assert printed.has(f"{MORNING}page/2/")
    put_out(make_issue(morning, subject="Newest"), NOON + timedelta(days=7))
    changed = printed.changed()
    assert f"{MORNING}page/1/" not in changed
    assert MORNING in changed


def test_a_list_that_moves_leaves_its_old_address_behind(printed: Printed, morning: MailingList) -> None:
    issue = put_out(make_issue(morning), NOON)
    printed.again()
    morning.slug = "dawn"
    morning.save()
    printed.again()
    assert printed.has("/newsletters/dawn/")
    assert printed.moved(MORNING) == "/newsletters/dawn/"
    assert printed.has(issue.address or "")


def test_a_list_that_goes_takes_its_pages_along(printed: Printed, morning: MailingList) -> None:
    printed.again()
    assert printed.has(MORNING)
    morning.delete()
    printed.again()
    assert not printed.has(MORNING)
    assert not printed.has(FEED)


def test_the_hosts_new_name_is_printed(printed: Printed, morning: MailingList, paper: CastPaper) -> None:
    issue = put_out(make_issue(morning), NOON)
    printed.again()
    paper.authors[0].name = "Ada Example"
    paper.authors[0].save()
    assert {NEWSLETTERS, MORNING, issue.address, FEED} <= printed.changed()
