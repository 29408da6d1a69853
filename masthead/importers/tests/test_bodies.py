"""What becomes of the bodies of posts, rule by rule."""

from __future__ import annotations

from typing import Any

import pytest

from masthead.importers.wordpress.body import read_body
from masthead.importers.wordpress.losses import Losses
from masthead.importers.wordpress.page_html import page_html


def blocks(text: str, reusable: dict[str, str] | None = None) -> list[tuple[str, Any]]:
    return read_body(text, reusable or {}, frozenset({"old.example"}), Losses())


def lost(text: str) -> dict[str, int]:
    losses = Losses()
    read_body(text, {}, frozenset(), losses)
    return dict(losses.counts)


def html(text: str) -> str:
    return "".join(value for kind, value in blocks(text) if kind == "paragraph")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>two</p><p>three</p>"),
        ("One\r\n\r\nTwo", "<p>One</p><p>Two</p>"),
        ("<p>One\ntwo</p>\n<p>Three</p>", "<p>One<br>two</p><p>Three</p>"),
        ("One<br />\ntwo", "<p>One<br>two</p>"),
        ("One<br><br>Two", "<p>One</p><p>Two</p>"),
        ("<div>One</div>two", "<p>One</p><p>two</p>"),
        ("<strong>B</strong> <em>I</em> <u>u</u> <code>c</code>", "<p><b>B</b> <i>I</i> u c</p>"),
        ("<p>&nbsp;</p><p></p>x", "<p>x</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("C:\\xampp\\htdocs", "<p>C:\\xampp\\htdocs</p>"),
        ("<q>Hm</q>", "<p>“Hm”</p>"),
        ("<span>a<p>b</p>c</span>", "<p>a</p><p>b</p><p>c</p>"),
        ("Before<!--more-->After", "<p>Before</p><p>After</p>"),
    ],
)
def test_classic_text_is_parted_as_wordpress_shows_it(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">x</a>',
        '<a href=" java\nscript:alert(1)">x</a>', "<svg onload=alert(1)><script>alert(1)</script></svg>",
        '<iframe src="javascript:alert(1)"></iframe>', "<style>body{}alert</style>", '<p onclick="alert(1)">x</p>',
        "<math><mtext><script>alert(1)</script></mtext></math>", '<a href="data:text/html,<script>alert(1)</script>">x</a>',  # noqa: E501
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", '[embed]javascript:alert(1)[/embed]',
        '<!-- wp:embed {"url":"javascript:alert(1)"} /-->', '[video src="javascript:alert(1)"]',
    ],
)  # fmt: skip
def test_nothing_that_acts_survives(evil: str) -> None:
    assert "alert" not in str(blocks(f"ok {evil}"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://old.example/2020/01/x/?a=1", "/2020/01/x/?a=1"),
        ("http://www.old.example", "/"),
        ("https://old.example/wp-content/uploads/a.pdf", "https://old.example/wp-content/uploads/a.pdf"),
        ("https://other.example/x", "https://other.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("/about/", "/about/"),
    ],
)
def test_links_within_the_old_site_move_along(address: str, expected: str) -> None:
    assert html(f'<a href="{address}">x</a>') == f'<p><a href="{expected}">x</a></p>'


def test_brackets_of_prose_are_no_shortcodes() -> None:
    text = "[sic] [The minister] said [on Monday], see [1] and [top]."
    assert html(text) == f"<p>{text}</p>"
    assert lost(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ('a [su_note color="red"]inner[/su_note] b', "<p>a inner b</p>", "su_note"),
        ("[box]inner[/box]", "<p>inner</p>", "box"),
        ("x [contact-form-7 id=4]", "<p>x</p>", "contact-form-7"),
        ("x [latest_news]", "<p>x</p>", "latest_news"),
        ("x [thing /]", "<p>x</p>", "thing"),
    ],
)
def test_a_shortcode_is_counted_by_name_and_its_words_are_kept(text: str, words: str, name: str) -> None:
    assert html(text) == words
    assert lost(text) == {f"shortcode [{name}]": 1}


def test_a_shortcode_written_twice_is_meant_to_be_read() -> None:
    assert html("Write [[gallery]] there") == "<p>Write [gallery] there</p>"


@pytest.mark.parametrize(
    "text",
    [
        '[caption width="3"]<img src="a.jpg"> Words[/caption]',
        '[caption width="3" caption="Words"]<a href="a.jpg"><img src="a.jpg"></a>[/caption]',
        '<!-- wp:image --><figure><img src="a.jpg"/><figcaption>Words</figcaption></figure><!-- /wp:image -->',
    ],
)
def test_pictures_are_counted_and_their_captions_do_not_stand_alone(text: str) -> None:
    assert blocks(f"{text}") == []
    assert lost(text) == {"picture": 1}


@pytest.mark.parametrize(
    ("text", "address", "title"),
    [
        ("x\n\nhttps://youtu.be/abcdef\n\ny", "https://youtu.be/abcdef", "youtu.be/abcdef"),
        ("[embed]https://vimeo.com/1[/embed]", "https://vimeo.com/1", "vimeo.com/1"),
        ('<iframe src="//www.youtube.com/embed/abcdefgh" title="A film"></iframe>', "https://www.youtube.com/watch?v=abcdefgh", "A film"),  # noqa: E501
        ('<object><param value="https://www.youtube.com/v/abcdefgh"><embed src="https://www.youtube.com/v/abcdefgh"></object>',
         "https://www.youtube.com/watch?v=abcdefgh", "youtube.com/watch?v=abcdefgh"),
        ('<!-- wp:core-embed/twitter {"url":"https://twitter.com/a/status/1"} /-->', "https://twitter.com/a/status/1", "twitter.com/a/status/1"),  # noqa: E501
        ('[video src="https://vimeo.com/2"]', None, None),
    ],
)  # fmt: skip
def test_what_was_embedded_becomes_a_link_card(text: str, address: str | None, title: str | None) -> None:
    cards = [value for kind, value in blocks(text) if kind == "embed"]
    assert [(card["address"], card["title"]) for card in cards] == ([(address, title)] if address else [])


def test_a_bare_address_of_an_unknown_place_is_a_link() -> None:
    assert (
        html("https://a.example/?b=1&c=2")
        == '<p><a href="https://a.example/?b=1&amp;c=2">https://a.example/?b=1&amp;c=2</a></p>'
    )


def test_nested_lists_are_flattened_with_dashes() -> None:
    ((kind, value),) = blocks("<ol><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ol>")
    assert (kind, value["ordered"]) == ("list", True)
    assert value["entries"] == ["<p>a</p>", "<p>– b</p>", "<p>– – c</p>", "<p>d</p>"]


def test_a_table_without_a_head_and_with_spans_is_filled_up() -> None:
    ((_kind, value),) = blocks('<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td><td>d</td></tr></table>')
    assert value["table"]["rows"] == [{"values": ["a", "", ""]}, {"values": ["b", "c", "d"]}]


def test_code_keeps_its_lines_and_language() -> None:
    ((kind, value),) = blocks('<pre class="brush: php">a\n\n  b &lt; c</pre>')
    assert (kind, value["code"], value["language"]) == ("code", "a\n\n  b < c", "php")


def test_a_quote_says_who() -> None:
    found = blocks("<blockquote>One\n\n<em>two</em> <b>three</b><cite>— Ada</cite></blockquote>")
    assert found == [("quote", {"text": "<p>One</p><p><i>two</i> three</p>", "source": "Ada", "role": ""})]


def test_blocks_inside_blocks_come_in_order() -> None:
    text = (
        "<!-- wp:columns --><div><!-- wp:column --><div><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->"
        "<!-- wp:heading --><h2>b</h2><!-- /wp:heading --></div><!-- /wp:column --></div><!-- /wp:columns -->"
    )
    assert blocks(text) == [("paragraph", "<p>a</p>"), ("heading", "b")]


def test_a_reusable_block_that_holds_itself_ends() -> None:
    again = '<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph --><!-- wp:block {"ref":1} /-->'
    assert "<p>x</p>" in str(blocks(again, {"1": again}))


def test_broken_block_marks_lose_no_words() -> None:
    assert "a" in html("<!-- wp:paragraph --><p>a</p><!-- wp:group {bad json} --><p>b</p><!-- /wp:nothing -->")
    assert "b" in html("<!-- wp:group --><p>a</p><!-- /wp:paragraph --><p>b</p>")


def test_deep_nesting_does_not_break_the_reader() -> None:
    assert "x" in str(blocks("<div>" * 150 + "x" + "</div>" * 150))


def test_a_standing_page_gets_one_rich_text() -> None:
    text = (
        "<h2>A & B</h2>One\n<ul><li>x</li></ul><hr><table><tr><th>h</th></tr><tr><td>v</td></tr></table><pre>a\nb</pre>"
    )
    assert page_html(blocks(text)) == (
        "<h2>A &amp; B</h2><p>One</p><ul><li>x</li></ul><hr/><p>h</p><p>v</p><p>a<br>b</p>"
    )


def test_a_bare_address_cannot_end_the_attribute_it_stands_in() -> None:
    assert html('https://x.example/"onmouseover=alert(1)//') == (
        '<p><a href="https://x.example/&quot;onmouseover=alert(1)//">https://x.example/"onmouseover=alert(1)//</a></p>'
    )
    assert 'href="https://x.example/y"' in html("https://x.example/<i>y</i>")


def test_a_link_within_the_old_site_never_becomes_one_to_another_host() -> None:
    assert html('<a href="http://old.example//evil.example/x">x</a>') == '<p><a href="/evil.example/x">x</a></p>'
