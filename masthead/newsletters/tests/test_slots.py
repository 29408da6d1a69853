"""Where the paper offers its newsletters, and that pages follow when they change."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import get_template

from masthead.articles.models import Story
from masthead.newsletters import slots
from masthead.newsletters.models import MailingList
from masthead.newsletters.sign_up_box import SignUpBox
from masthead.newsletters.slots import end_of_story, front_page
from masthead.newsletters.tests.markup import parsed
from masthead.press import slots as places
from masthead.press.reads import record, tag
from masthead.publication.queries import Paper
from tests.ground.cast import MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


def opened(count: int = 1, **fields: Any) -> list[MailingList]:
    """Newsletters in their order."""
    return [
        MailingList.objects.create(
            **{"name": f"List {n}", "slug": f"list-{n}", "summary": "One line", "frequency": "Daily", "position": n}
            | fields
        )
        for n in range(1, count + 1)
    ]


def ticked(markup: str) -> dict[str, bool]:
    boxes = parsed(markup).xpath("//input[@type='checkbox']")
    return {box.get("value"): box.get("checked") is not None for box in boxes}


def test_a_paper_without_newsletters_offers_none(story_factory: MakeStory) -> None:
    opened(is_open=False)
    assert front_page() == ""
    assert end_of_story(story_factory()) == ""


def test_one_newsletter_needs_no_tick(story_factory: MakeStory) -> None:
    opened()
    form = parsed(end_of_story(story_factory()))
    assert form.xpath("string(.//h2)") == "List 1"
    assert form.xpath(".//input[@name='list']/@value") == ["list-1"]
    assert ticked(end_of_story(story_factory())) == {}


def test_several_are_ticked_as_the_newsroom_wants() -> None:
    opened(3)
    MailingList.objects.filter(slug="list-2").update(is_default=True)
    assert ticked(front_page()) == {"list-1": False, "list-2": True, "list-3": False}


def test_many_are_not_listed_in_passing_but_those_ticked_at_first_are() -> None:
    opened(7)
    MailingList.objects.filter(slug="list-7").update(is_default=True)
    markup = front_page()
    assert list(ticked(markup)) == ["list-1", "list-2", "list-3", "list-7"]
    assert parsed(markup).xpath("//p[@class='more']/a/@href") == ["/newsletters/"]


def test_a_story_that_asks_for_nothing_has_no_form(story_factory: MakeStory) -> None:
    opened()
    assert end_of_story(story_factory(no_ask=True)) == ""
    assert end_of_story(story_factory(no_ask=False))


def test_the_form_tells_where_it_stood(story_factory: MakeStory) -> None:
    opened()
    for markup, name in ((front_page(), "front"), (end_of_story(story_factory()), "story")):
        assert parsed(markup).xpath("//input[@name='form']/@value") == [name]


@pytest.mark.parametrize(
    ("place", "count", "title", "text"),
    [("story", 1, "List 1", "One line Daily"), ("list", 1, "Get List 1 by email", "Daily"), ("page", 2, "Sign up", ""),
     ("front", 2, "Newsletters", "Our best stories in your inbox, free of charge.")],
)  # fmt: skip
def test_the_form_says_what_the_page_around_it_does_not(place: str, count: int, title: str, text: str) -> None:
    box = SignUpBox(place, opened(count), Paper())
    form = parsed(get_template("components/sign_up.html").render({"box": box, "paper": box.paper}))
    assert form.xpath("string(//h2)") == title
    assert form.xpath("normalize-space(//p[@class='sign-up-text'])") == text


def test_a_newsletter_in_another_language_says_so() -> None:
    first, _second = opened(2)
    MailingList.objects.filter(pk=first.pk).update(language="uk")
    assert parsed(front_page()).xpath("//*[@lang]/b/text()") == ["List 1"]
    MailingList.objects.exclude(pk=first.pk).delete()
    assert parsed(front_page()).xpath("//*[@lang='uk']//h2/text()") == ["List 1"]


def test_readers_and_screen_readers_never_meet_the_trap() -> None:
    opened()
    form = parsed(front_page())
    trap = form.xpath("//input[@name='homepage']")[0]
    assert trap.get("tabindex") == "-1"
    assert "sign-up-trap" in trap.getparent().get("class")  # not displayed at all, see the stylesheet


def test_required_is_said_in_words_and_nothing_is_styled_in_line() -> None:
    opened(2)
    form = parsed(front_page())
    label = form.xpath("//label[contains(@for, 'email')]")[0]
    assert "(required)" in label.text_content()
    assert "(at least one)" in form.xpath("string(//legend)")
    assert not form.xpath("//*[@style or @onclick or @onsubmit]")
    field = form.get_element_by_id(label.get("for"))
    assert (field.get("type"), field.get("autocomplete"), field.get("inputmode")) == ("email", "email", "email")


def test_a_printed_form_holds_nothing_of_a_reader_or_a_moment() -> None:
    opened(2)
    assert front_page() == front_page()
    assert not parsed(front_page()).xpath("//input[@name='shown']")


def test_a_page_that_shows_the_form_hears_of_other_newsletters() -> None:
    opened()
    with record() as seen:
        front_page()
    assert tag("newsletters") in {name for name, _low, _high in seen.noted}


def test_it_takes_the_places_of_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    monkeypatch.setattr(places, "fill", lambda name, filler, order: taken.append(name))
    slots.fill()
    assert taken == ["front_appeal", "end_of_story"]


def test_pages_that_offer_newsletters_are_printed_again_when_one_changes(printed: Printed, story: Story) -> None:
    printed.again()
    [first] = opened()
    assert {"/", story.address} <= printed.changed()
    first.name = "Morning Tide"
    first.save()
    assert {"/", story.address} <= printed.changed()
    assert "Morning Tide" in printed.text("/")
    first.is_open = False
    first.save()
    printed.again()
    assert "Morning Tide" not in printed.text("/")
