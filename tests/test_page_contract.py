"""What every page keeps to, whatever its kind: checked on the demo paper as the real server sends it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html as parser
from lxml.html import HtmlElement

from tests.ground.checkers import Pages, html_errors
from tests.ground.kinds import FRAMED, KINDS, LIGHT_KINDS, NOT_INDEXED, STORY_KINDS, address_of, all_stories, answer_to
from tests.ground.server import Answer, Site

every_kind = pytest.mark.parametrize("kind", KINDS)
framed_kinds = pytest.mark.parametrize("kind", FRAMED)
ELSEWHERE = re.compile(r"https?:|mailto:|tel:|data:|#|\?")
story_kinds = pytest.mark.parametrize("kind", STORY_KINDS)
indexed_kinds = pytest.mark.parametrize("kind", [kind for kind in FRAMED if kind not in NOT_INDEXED])


@lru_cache(maxsize=64)
def _fetch(url: str, kind: str, get: object) -> Answer:
    site: Site = get.__self__  # type: ignore[attr-defined]  # a bound method, so that the answer can be kept
    return answer_to(site, kind)


def answer_of(site: Site, kind: str) -> Answer:
    """The answer for a kind of page, asked for once."""
    return _fetch(site.url, kind, site.get)


def document(site: Site, kind: str) -> HtmlElement:
    """The parsed page."""
    return parser.document_fromstring(answer_of(site, kind).text)


def one(page: HtmlElement, path: str) -> str:
    """The single, non-empty value at an XPath."""
    found = page.xpath(path)
    assert len(found) == 1, (path, found)
    text = str(found[0]).strip()
    assert text, path
    return text


@every_kind
def test_it_answers(demo_site: Site, kind: str) -> None:
    answer = answer_of(demo_site, kind)
    assert answer.status == (404 if kind == "not found" else 200)
    assert answer.header("content-type").lower() == "text/html; charset=utf-8"


@every_kind
def test_it_names_its_language(demo_site: Site, kind: str) -> None:
    assert document(demo_site, kind).get("lang") in ("en", "uk")


def test_a_story_in_another_language_says_so(demo_site: Site) -> None:
    page = document(demo_site, "Ukrainian story")
    assert page.xpath("//*[self::article or self::main or self::html][@lang='uk'][.//h1]")


@every_kind
def test_it_has_one_headline(demo_site: Site, kind: str) -> None:
    headlines = document(demo_site, kind).xpath("//h1")
    assert len(headlines) == 1
    assert headlines[0].text_content().strip()


@every_kind
def test_no_rank_of_heading_is_left_out(demo_site: Site, kind: str) -> None:
    ranks = [int(heading.tag[1]) for heading in document(demo_site, kind).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    steps = [after - before for before, after in pairwise(ranks)]
    assert all(step <= 1 for step in steps), ranks


@framed_kinds
def test_it_has_landmarks(demo_site: Site, kind: str) -> None:
    page = document(demo_site, kind)
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//body//header")
    assert page.xpath("//nav")
    assert page.xpath("//body/footer|//body/*/footer")
    names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.xpath("//nav")]
    assert all(names), "every navigation needs a name"
    assert len(set(names)) == len(names), names


@every_kind
def test_the_skip_link_comes_first(demo_site: Site, kind: str) -> None:
    page = document(demo_site, kind)
    first = page.xpath("//body//*[self::a[@href] or self::button or self::input or self::summary or @tabindex]")[0]
    target = first.get("href", "")
    assert target.startswith("#"), parser.tostring(first)[:120]
    assert page.xpath(f"//main[@id='{target[1:]}']|//*[@id='{target[1:]}']/ancestor-or-self::main")


@every_kind
def test_it_has_a_title(demo_site: Site, kind: str) -> None:
    assert "The Aldermouth Tide" in one(document(demo_site, kind), "//head/title/text()")


def test_titles_differ(demo_site: Site) -> None:
    kinds = [kind for kind in FRAMED if not kind.startswith(("search", "empty"))]
    titles = [one(document(demo_site, kind), "//head/title/text()") for kind in kinds]
    assert len(set(titles)) == len(titles)


@indexed_kinds
def test_its_canonical_address_is_its_own(demo_site: Site, kind: str) -> None:
    canonical = one(document(demo_site, kind), "//link[@rel='canonical']/@href")
    assert canonical == demo_site.url + address_of(demo_site, kind)


def test_the_text_edition_points_at_the_story(demo_site: Site) -> None:
    canonical = one(document(demo_site, "text edition"), "//link[@rel='canonical']/@href")
    assert canonical == demo_site.url + address_of(demo_site, "story with table")


@pytest.mark.parametrize("kind", NOT_INDEXED)
def test_search_machines_leave_it_alone(demo_site: Site, kind: str) -> None:
    assert "noindex" in one(document(demo_site, kind), "//meta[@name='robots']/@content")


@indexed_kinds
def test_it_can_be_shared(demo_site: Site, kind: str) -> None:
    page = document(demo_site, kind)
    for name in ("og:title", "og:type", "og:url", "og:site_name"):
        one(page, f"//meta[@property='{name}']/@content")


@story_kinds
def test_a_shared_story_has_its_words_and_times(demo_site: Site, kind: str) -> None:
    page = document(demo_site, kind)
    assert one(page, "//meta[@property='og:type']/@content") == "article"
    one(page, "//meta[@property='og:description']/@content")
    published = one(page, "//meta[@property='article:published_time']/@content")
    assert datetime.fromisoformat(published).tzinfo


@story_kinds
def test_a_shared_picture_is_there(demo_site: Site, kind: str) -> None:
    pictures = document(demo_site, kind).xpath("//meta[@property='og:image']/@content")
    for picture in pictures:
        assert picture.startswith(demo_site.url)
        assert demo_site.get(urlsplit(picture).path).status == 200


@every_kind
def test_its_policy_allows_exactly_its_own_style_and_script(demo_site: Site, kind: str) -> None:
    policy = answer_of(demo_site, kind).header("content-security-policy")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy.replace("upgrade-insecure-requests", "")
    page = document(demo_site, kind)
    styles = [style.text or "" for style in page.xpath("//style")]
    scripts = [script.text or "" for script in page.xpath("//script[not(@src)][not(@type) or @type='module']")]
    assert _hashes(policy, "style-src") == {_hash(text) for text in styles}
    assert _hashes(policy, "script-src") >= {_hash(text) for text in scripts}


def _hashes(policy: str, directive: str) -> set[str]:
    found = re.search(rf"{directive} ([^;]*)", policy)
    return set(re.findall(r"'(sha256-[^']+)'", found.group(1))) if found else set()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@every_kind
def test_it_tells_browsers_to_be_careful(demo_site: Site, kind: str) -> None:
    answer = answer_of(demo_site, kind)
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("referrer-policy")
    assert answer.header("permissions-policy")
    assert answer.header("cross-origin-opener-policy") == "same-origin"
    assert answer.header("cross-origin-resource-policy") == "same-origin"


@every_kind
def test_it_sets_no_cookie(demo_site: Site, kind: str) -> None:
    answer = answer_of(demo_site, kind)
    assert not answer.header("set-cookie")
    assert "cookie" not in answer.header("vary").lower()


@every_kind
def test_nothing_is_styled_or_scripted_in_an_attribute(demo_site: Site, kind: str) -> None:
    page = document(demo_site, kind)
    found = page.xpath("//*[@style or @*[starts-with(name(), 'on')]]")
    assert not found, [parser.tostring(element)[:200] for element in found]
    assert not page.xpath("//*[starts-with(@href, 'javascript:')]")


@every_kind
def test_nothing_comes_from_another_host(demo_site: Site, kind: str) -> None:
    page = document(demo_site, kind)
    loaded = page.xpath("//@src|//@srcset|//link[@rel!='canonical' and @rel!='alternate']/@href|//@poster|//@data")
    assert not [address for address in loaded if re.search(r"(^|[\s,])(https?:)?//", address)]


@every_kind
def test_pictures_have_their_size_and_words(demo_site: Site, kind: str) -> None:
    for picture in document(demo_site, kind).xpath("//img"):
        assert picture.get("alt") is not None, picture.get("src")
        assert int(picture.get("width")) > 0
        assert int(picture.get("height")) > 0


@every_kind
def test_at_most_one_picture_is_urgent(demo_site: Site, kind: str) -> None:
    urgent = document(demo_site, kind).xpath("//img[not(@loading='lazy')]")
    assert len(urgent) <= 1, [picture.get("src") for picture in urgent]


@every_kind
def test_every_time_is_machine_readable_with_its_zone(demo_site: Site, kind: str) -> None:
    for time in document(demo_site, kind).xpath("//time"):
        moment = time.get("datetime")
        assert moment, parser.tostring(time)
        assert "T" not in moment or datetime.fromisoformat(moment).tzinfo, moment


@every_kind
def test_links_inside_the_paper_lead_somewhere(demo_site: Site, kind: str) -> None:
    links = [link for link in document(demo_site, kind).xpath("//a/@href|//link/@href") if not ELSEWHERE.match(link)]
    assert all(link.startswith("/") for link in links), links
    paths = sorted({urlsplit(link).path for link in links})
    assert not [path for path in paths if _status(demo_site.url, path, demo_site.get) >= 400]


@lru_cache(maxsize=1024)
def _status(url: str, path: str, get: object) -> int:
    return get(path).status  # type: ignore[operator,no-any-return]  # `Site.get`


@story_kinds
def test_machines_learn_that_a_story_is_free(demo_site: Site, kind: str) -> None:
    page = document(demo_site, kind)
    data = json.loads(one(page, "//script[@type='application/ld+json']/text()"))
    assert data["@type"] in ("NewsArticle", "OpinionNewsArticle")
    assert data["isAccessibleForFree"] is True
    assert data["headline"] == page.xpath("//h1")[0].text_content().strip()
    assert datetime.fromisoformat(data["datePublished"]).tzinfo
    assert data["author"][0]["name"]
    assert data["publisher"]["name"] == "The Aldermouth Tide"
    assert data["mainEntityOfPage"]


def test_machines_learn_who_publishes(demo_site: Site) -> None:
    data = json.loads(one(document(demo_site, "front page"), "//script[@type='application/ld+json']/text()"))
    assert data["publisher"]["@type"] == "NewsMediaOrganization"


@pytest.mark.parametrize("kind", LIGHT_KINDS)
def test_light_pages_are_light(demo_site: Site, kind: str) -> None:
    page = document(demo_site, kind)
    assert not page.xpath("//img|//picture|//script|//link[@rel='preload']")
    assert len(demo_site.get(address_of(demo_site, kind), Accept_Encoding="gzip").body) < 15_000


def test_browsers_ask_again_cheaply(demo_site: Site) -> None:
    answer = answer_of(demo_site, "front page")
    assert answer.header("etag")
    again = demo_site.get("/", If_None_Match=answer.header("etag"))
    assert again.status == 304
    assert not again.body


def test_pages_travel_compressed(demo_site: Site) -> None:
    whole = len(answer_of(demo_site, "front page").body)
    for coding in ("br", "gzip"):
        packed = demo_site.get("/", Accept_Encoding=coding)
        assert packed.header("content-encoding") == coding
        assert len(packed.body) < whole / 2


def test_the_html_is_valid(demo_site: Site, tmp_path: Path) -> None:
    pages: Pages = {f"{address_of(demo_site, kind)} {kind}": answer_of(demo_site, kind).body for kind in KINDS}
    pages |= {path: demo_site.get(path).body for path in all_stories(demo_site)}
    assert html_errors(pages, tmp_path) == []
