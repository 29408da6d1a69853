"""What becomes of a printed page in a mirror."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from masthead.press.mirrors import pages, policy
from masthead.press.mirrors.links import Links
from masthead.press.tests.newsstand import ADDRESS, HEAD, SCRIPT, STYLE, Newsstand

FONT = "static/fonts/t.0123456789ab.woff2"
PICTURE = "media/images/quay_x4Gw1Pq.webp"


@pytest.fixture
def stand(tmp_path: Path) -> Newsstand:
    stand = Newsstand(tmp_path)
    stand.page("/2026/11/26/ferry/", "a story")
    stand.print("/city/feed.xml", "a feed")
    stand.move("/old/ferry/", "/2026/11/26/ferry/")
    stand.move("/?p=12", "/2026/11/26/ferry/")
    stand.move("/friends/", "https://friends.example/")
    return stand


def links(stand: Newsstand, name: str = "2026/11/26/ferry/index.html") -> Links:
    return Links(stand.site, name)


@pytest.mark.parametrize(
    ("address", "becomes"),
    [
        ("/", "../../../../index.html"),
        ("/city/", "../../../../city/index.html"),
        ("/city", "../../../../city/index.html"),
        ("/city/#top", "../../../../city/index.html#top"),
        ("/city/?from=mail", "../../../../city/index.html"),
        ("/city/feed.xml", "../../../../city/feed.xml"),
        ("/2026/11/26/ferry/#content", "index.html#content"),
        (f"/{PICTURE}", f"../../../../{PICTURE}"),
        (f"{ADDRESS}/city/", "../../../../city/index.html"),
        (ADDRESS, "../../../../index.html"),
        ("/old/ferry/", "index.html"),
        ("/?p=12", "index.html"),
        ("/friends/", "https://friends.example/"),
        ("#content", "#content"),
        ("", ""),
        ("mailto:desk@tideway.example", "mailto:desk@tideway.example"),
        ("data:,", "data:,"),
        ("https://elsewhere.example/city/", "https://elsewhere.example/city/"),
        (f"{ADDRESS}.evil.example/city/", f"{ADDRESS}.evil.example/city/"),
        ("//elsewhere.example/x", "https://elsewhere.example/x"),
        ("/-/search?q=ferry", f"{ADDRESS}/-/search?q=ferry"),
        ("/newsroom/", f"{ADDRESS}/newsroom/"),
        ("/not-printed/#x", f"{ADDRESS}/not-printed/#x"),
        ("/media/original_images/quay.jpg", f"{ADDRESS}/media/original_images/quay.jpg"),
        ("/media/images/../original_images/quay.jpg", f"{ADDRESS}/media/images/../original_images/quay.jpg"),
        ("/city/../../../etc/passwd", f"{ADDRESS}/city/../../../etc/passwd"),
        ("/404.html", f"{ADDRESS}/404.html"),
    ],
)
def test_an_address_leads_to_the_copy_or_to_the_public_address(stand: Newsstand, address: str, becomes: str) -> None:
    assert links(stand).to(address) == becomes


def test_an_address_that_is_not_latin_is_found_and_quoted(stand: Newsstand) -> None:
    stand.page("/теми/порт/", "a topic")
    found = links(stand, "index.html").to("/%D1%82%D0%B5%D0%BC%D0%B8/%D0%BF%D0%BE%D1%80%D1%82/")
    assert found == "%D1%82%D0%B5%D0%BC%D0%B8/%D0%BF%D0%BE%D1%80%D1%82/index.html"


def test_redirects_in_a_ring_end(stand: Newsstand) -> None:
    stand.move("/a/", "/b/")
    stand.move("/b/", "/a/")
    assert links(stand).to("/a/").startswith(ADDRESS)


def test_every_candidate_of_a_srcset_is_rewritten(stand: Newsstand) -> None:
    stand.put(stand.media, "images/large,one_1.webp", "a picture")
    page = links(stand, "index.html")
    old = f"/{PICTURE} 320w, /media/images/large,one_1.webp 640w,data:image/png;base64,xx 2x"
    assert page.to_each(old) == f"{PICTURE} 320w, media/images/large,one_1.webp 640w, data:image/png;base64,xx 2x"
    assert page.used == {PICTURE, "media/images/large,one_1.webp"}


def mirrored(stand: Newsstand, body: str = "", head: str = HEAD, name: str = "city/index.html") -> str:
    return pages.mirrored(f"{head}<body>{body}</body></html>", links(stand, name))


def rules(html: str) -> dict[str, list[str]]:
    """The page's policy, of which there must be one."""
    (found,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    words = [rule.split() for rule in unescape(found).split(";")]
    return {rule[0]: rule[1:] for rule in words}


def test_the_policy_fits_the_rewritten_style_and_stays_strict(stand: Newsstand) -> None:
    html = mirrored(stand)
    style = re.search(r"<style>(.*?)</style>", html)
    assert style
    assert style.group(1) == STYLE.replace("/static/", "../static/")
    found = rules(html)
    assert found["default-src"] == ["'none'"]
    assert policy.hash_of(style.group(1)) in found["style-src"]
    assert found["script-src"] == ["'self'", "file:", policy.hash_of(SCRIPT)]
    assert found["form-action"] == [ADDRESS]
    assert "upgrade-insecure-requests" not in found
    assert not [word for name, words in found.items() for word in words if "unsafe" in word]
    assert not [name for name, words in found.items() if name != "form-action" and any("://" in word for word in words)]


def test_a_script_that_the_printed_page_did_not_allow_is_not_allowed(stand: Newsstand) -> None:
    html = mirrored(stand, "<script>alert(1)</script>")
    assert policy.hash_of("alert(1)") not in rules(html)["script-src"]


def test_a_page_without_a_policy_gets_one_that_runs_no_script(stand: Newsstand) -> None:
    head = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><style>{STYLE}</style><script>{SCRIPT}</script>'
    html = mirrored(stand, head=head)
    assert html.index("Content-Security-Policy") < html.index("<style>")
    assert policy.hash_of(SCRIPT) not in rules(html)["script-src"]
    assert len(rules(html)["style-src"]) == 3


def test_what_a_page_from_a_disk_may_not_fetch_is_left_out(stand: Newsstand) -> None:
    gone = (
        '<link rel="manifest" href="/manifest.webmanifest"><link rel="modulepreload" href="/static/js/live.js">'
        '<script type="module" src="/static/js/live.js"></script>'
    )
    html = mirrored(stand, gone)
    assert "<script type" not in html
    assert "preload" not in html
    assert "webmanifest" not in html


@pytest.mark.parametrize("script", ['fetch("/live.json")', 'new EventSource("/-/live")', "await import('/x.js')"])
def test_a_script_that_asks_the_server_is_left_out(stand: Newsstand, script: str) -> None:
    stand.put(stand.static, "js/live.js", script)
    page = links(stand)
    html = pages.mirrored('<script src="/static/js/live.js" defer></script><script src="/gone.js"></script>', page)
    assert "<script" not in html
    assert page.used == set()


def test_a_plain_script_of_ours_stays(stand: Newsstand) -> None:
    stand.put(stand.static, "js/page.js", "1")
    page = links(stand)
    html = pages.mirrored('<script src="/static/js/page.js" defer crossorigin="anonymous"></script>', page)
    assert '<script src="../../../../static/js/page.js" defer></script>' in html
    assert page.used == {"static/js/page.js"}


def test_what_says_where_the_original_is_stays(stand: Newsstand) -> None:
    original = (
        f'<meta property="og:url" content="{ADDRESS}/city/">'
        f'<script type="application/ld+json">{{"url":"{ADDRESS}/city/","a":"<a href=\\"/city/\\">"}}</script>'
    )
    html = mirrored(stand, original)
    assert original in html
    assert f'<link rel="canonical" href="{ADDRESS}/">' in html


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<a class=x href='/city/'>", '<a class=x href="../../../../city/index.html">'),
        ("<a href=/city/>", '<a href="../../../../city/index.html">'),
        ('<A HREF="/city/">', '<A HREF="../../../../city/index.html">'),
        ('<a title="a > b" href="/city/">', '<a title="a > b" href="../../../../city/index.html">'),
        ('<a data-href="/city/">', '<a data-href="/city/">'),
        ('<img src="/media/images/quay_x4Gw1Pq.webp"/>', f'<img src="../../../../{PICTURE}"/>'),
        ('<form action="/-/search" method="get">', f'<form action="{ADDRESS}/-/search" method="get">'),
        ('<p>href="/city/"</p>', '<p>href="/city/"</p>'),
        ('<!-- <a href="/city/"> -->', '<!-- <a href="/city/"> -->'),
        ('<abbr href="/city/">', '<abbr href="/city/">'),
        ('<a href="/-/x?a=1&amp;b=2">', f'<a href="{ADDRESS}/-/x?a=1&amp;b=2">'),
        (
            '<meta http-equiv="refresh" content="60; url=/city/">',
            '<meta http-equiv="refresh" content="60; url=../../../../city/index.html">',
        ),
        (
            '<link rel="alternate" type="x" href="/feed.xml">',
            '<link rel="alternate" type="x" href="../../../../feed.xml">',
        ),
    ],
)
def test_a_tag_is_changed_where_it_must_be_and_nowhere_else(stand: Newsstand, old: str, new: str) -> None:
    assert pages.mirrored(f"<p>{old}</p>", links(stand)) == f"<p>{new}</p>"
