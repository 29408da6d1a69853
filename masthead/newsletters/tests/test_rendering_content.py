"""What an issue says: read from its blocks, in the words of the stories or of the host."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from masthead.media.models import Picture
from masthead.newsletters.blocks import AppealBlock
from masthead.newsletters.link_targets import safe_target
from masthead.newsletters.models import MailingList
from masthead.newsletters.page_items import page_items
from masthead.newsletters.rendering.content import content_of
from masthead.newsletters.rendering.items import AppealItem, PictureItem, StoryItem, TextItem
from masthead.newsletters.rendering.words import for_mail
from masthead.newsletters.tests.issues import make_issue, make_list, told
from tests.ground.cast import CastPaper, MakeStory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _public(settings: Any) -> None:
    settings.PUBLIC_URL, settings.PUBLIC_HOST = "https://tideway.example", "tideway.example"


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    return make_list(host=paper.authors[0])


def test_a_story_speaks_for_itself(morning: MailingList, story_factory: MakeStory, picture: Picture) -> None:
    story = story_factory(title="Ferry", standfirst="Forty <years>.", lead_picture=picture)
    (item,) = content_of(make_issue(morning, [told(story)])).items
    assert isinstance(item, StoryItem)
    assert item.shot
    assert (item.headline, item.text) == ("Ferry", "Forty &lt;years&gt;.")
    assert item.address == f"https://tideway.example{story.address}"
    assert item.shot.src.startswith("https://tideway.example/media/images/")
    assert item.shot.src.endswith(".jpg")
    assert (item.shot.alt, item.names, item.section) == ("A quay in the morning", "Ada Kovalenko", "City")


def test_the_host_may_say_it_otherwise(morning: MailingList, story_factory: MakeStory) -> None:
    blocks = [told(story_factory(), headline="It floats", text="<p>See for <b>yourself</b>.</p>")]
    (item,) = content_of(make_issue(morning, blocks)).items
    assert isinstance(item, StoryItem)
    assert (item.headline, item.text, item.look) == ("It floats", "<p>See for <b>yourself</b>.</p>", "plain")


def test_a_story_that_is_not_out_is_left_out(morning: MailingList, story_factory: MakeStory) -> None:
    gone, draft, stays = story_factory(), story_factory(live=False), story_factory()
    issue = make_issue(morning, [told(gone), told(draft), told(stays)])
    gone.unpublish()
    assert [item.story for item in content_of(issue).items if isinstance(item, StoryItem)] == [stays.pk]


def test_headings_go_down_a_step_below_a_heading(morning: MailingList, story_factory: MakeStory) -> None:
    story = story_factory()
    items = content_of(make_issue(morning, [told(story), ("heading", "More"), told(story)])).items
    assert [item.level for item in items if isinstance(item, StoryItem)] == [2, 3]


def test_a_large_picture_has_twice_the_pixels_that_are_shown(
    morning: MailingList, story_factory: MakeStory, picture_factory: Any
) -> None:
    story = story_factory(lead_picture=picture_factory(width=1600, height=1200))
    (item,) = content_of(make_issue(morning, [told(story, look="large")])).items
    assert isinstance(item, StoryItem)
    assert item.shot
    assert (item.shot.width, item.shot.height) == (536, 302)
    assert "fill-1200x675" in item.shot.src


def test_a_picture_by_itself_has_words(morning: MailingList, picture: Picture) -> None:
    block = ("picture", {"picture": picture, "alt": "", "caption": "At six", "address": "https://a.example/"})
    (item,) = content_of(make_issue(morning, [block])).items
    assert isinstance(item, PictureItem)
    assert (item.shot.alt, item.caption, item.address) == ("A quay in the morning", "At six", "https://a.example/")


def test_links_are_whole_addresses(morning: MailingList, story: Any) -> None:
    text = f'<p><a linktype="page" id="{story.pk}">one</a> <a href="/about/">two</a></p>'
    appeal = ("appeal", {"title": "Help", "text": "<p>Do.</p>", "button": "Give", "address": "/join/"})
    words, asked = content_of(make_issue(morning, [("text", text), appeal])).items
    assert isinstance(words, TextItem)
    assert isinstance(asked, AppealItem)
    assert f'href="https://tideway.example{story.address}"' in words.html
    assert 'href="https://tideway.example/about/"' in words.html
    assert asked.address == "https://tideway.example/join/"


def test_an_issue_that_nobody_saved_can_be_shown(morning: MailingList, story: Any) -> None:
    issue = make_issue(morning)
    issue.body = [("heading", "New"), told(story)]
    assert [item.kind for item in content_of(issue).items] == ["heading", "story"]


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p>\xa0</p>", "<p> <b></b></p>"])
def test_rich_text_without_words_is_nothing(db: None, empty: str) -> None:
    assert for_mail(empty) == ""


def test_what_mail_programs_do_not_show_is_taken_away(db: None) -> None:
    dirty = (
        '<p onclick="x()">A<script>alert(1)</script><a href="javascript:x()">b</a><img src="https://t.example/x"></p>'
    )
    assert for_mail(dirty) == "<p>Ab</p>"


BAD_TARGETS = [
    "javascript:alert(1)",
    "javascript://x/%0aalert(1)",
    "//evil.example",
    "/\\evil.example",
    "data:text/html,x",
    "evil",
]


@pytest.mark.parametrize("address", BAD_TARGETS)
def test_a_button_leads_to_no_script_and_no_other_host_by_mistake(morning: MailingList, address: str) -> None:
    """Such a link would run in the newsroom, where others look at the draft."""
    value = {"title": "Help", "text": "<p>x</p>", "button": "Support us", "address": address}
    issue = make_issue(morning, [("appeal", value)])
    (item,), (shown,) = content_of(issue).items, page_items(issue)
    assert isinstance(item, AppealItem)
    assert (item.address, shown.address) == ("https://tideway.example/", "/")
    with pytest.raises(ValidationError):
        AppealBlock().clean(AppealBlock().to_python(value))


@pytest.mark.parametrize(
    "address", ["/join/", "/join/?from=letter#top", "https://other.example/x?a=b", "mailto:a@b.example"]
)
def test_a_button_leads_where_it_should(address: str) -> None:
    value = {"title": "Help", "text": "<p>x</p>", "button": "Support us", "address": address}
    assert safe_target(address) == AppealBlock().clean(AppealBlock().to_python(value))["address"] == address
