"""What readers get from the edge: printed pages and files, from a real server."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from masthead.press.tests.edge_client import LOOK, POLICY, Paper, served


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    with served(tmp_path_factory.mktemp("edge")) as running:
        (running.folder / "whole").touch()
        yield running


def test_a_page_comes_from_its_file_and_nobody_behind_is_asked(paper: Paper) -> None:
    status, headers, body = paper.ask("/city/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert body == (paper.folder / "site/city/index.html").read_bytes()
    assert paper.asked("/city/") == 0


def test_a_page_is_served_while_all_behind_is_down(paper: Paper) -> None:
    with paper.having("down"):
        assert paper.ask("/city/")[0] == 200
        assert paper.ask("/feed.xml")[0] == 200


def test_a_page_that_is_printed_anew_is_served_at_once(paper: Paper) -> None:
    paper.put("/news/", "yesterday")
    before = paper.ask("/news/")[1]["etag"]
    paper.put("/news/", "today")
    time.sleep(LOOK)
    _, headers, body = paper.ask("/news/")
    assert b"today" in body
    assert headers["etag"] != before


def test_a_page_that_is_taken_away_is_gone(paper: Paper) -> None:
    paper.put("/short/")
    assert paper.ask("/short/")[0] == 200
    paper.target.remove("/short/")
    time.sleep(LOOK)
    assert paper.ask("/short/")[0] == 404


def test_conditions_spare_the_bytes(paper: Paper) -> None:
    _, headers, _ = paper.ask("/city/", Accept_Encoding="br")
    status, second, body = paper.ask("/city/", Accept_Encoding="br", If_None_Match=f'"x", W/{headers["etag"]}')
    assert (status, body) == (304, b"")
    assert second["etag"] == headers["etag"]
    assert "vary" in second
    assert paper.ask("/city/", If_None_Match='"another"')[0] == 200


def test_the_best_encoding_is_sent(paper: Paper) -> None:
    plain = paper.ask("/city/")
    assert "content-encoding" not in plain[1]
    _, headers, body = paper.ask("/city/", Accept_Encoding="gzip, br")
    assert headers["content-encoding"] == "br"
    assert brotli.decompress(body) == plain[2]
    _, headers, body = paper.ask("/city/", Accept_Encoding="gzip;q=1, br;q=0")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == plain[2]


def test_each_encoding_has_a_tag_of_its_own(paper: Paper) -> None:
    tags = {paper.ask("/city/", Accept_Encoding=coding)[1]["etag"] for coding in ("br", "gzip", "identity")}
    assert len(tags) == 3


def test_head_is_get_without_the_body(paper: Paper) -> None:
    _, got, body = paper.ask("/city/")
    status, headed, nothing = paper.ask("/city/", "HEAD")
    assert (status, nothing) == (200, b"")
    assert headed["etag"] == got["etag"]
    assert int(headed["content-length"]) == len(body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "PROPFIND"])
def test_a_page_can_only_be_read(paper: Paper, method: str) -> None:
    status, headers, _ = paper.ask("/city/", method, b"" if method != "TRACE" else None)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"


def test_the_policy_of_a_page_is_its_header_too_and_nobody_frames_it(paper: Paper) -> None:
    headers = paper.ask("/city/")[1]
    assert headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["onion-location"] == "http://tide.onion/city/"


def test_what_is_no_page_may_run_nothing(paper: Paper) -> None:
    _, headers, _ = paper.ask("/feed.xml")
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert headers["content-type"].startswith("application/rss+xml")
    assert "onion-location" not in headers


def test_a_file_that_must_be_findable_is_served_from_its_hidden_folder(paper: Paper) -> None:
    status, headers, _ = paper.ask("/.well-known/security.txt")
    assert (status, headers["content-type"]) == (200, "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    ["/.keep", "/.fresh-1f-index.html", "/index.html", "/city/index.html", "/feed.xml.gz", "/feed.xml.br",
     "/city/index.html.br", "/.well-known/../secret", "/../secret", "/%2e%2e/secret", "/..%2fsecret", "/..%5csecret",
     "//city/", "/city//", "/%00", "/city/%00", "/static/../secret", "/static/%2e%2e/secret",
     "/static/%2e%2e%2fsecret", "/static/..%5csecret", "/static//secret", "/media/original_images/x.jpg",
     "/media/documents/..%2f..%2fsecret", "/static/%00", "/static/%ff"],
)  # fmt: skip
def test_no_path_leads_to_a_hidden_file_or_out_of_the_folder(paper: Paper, path: str) -> None:
    assert paper.status_of(path) == (400 if path.endswith("%00") else 404)


def test_an_address_without_its_slash_leads_to_the_page(paper: Paper) -> None:
    status, headers, _ = paper.ask("/city")
    assert (status, headers["location"]) == (301, "/city/")
    assert paper.ask("/city?utm_source=a")[1]["location"] == "/city/?utm_source=a"


@pytest.mark.parametrize("path", ["/old/story", "/old/story/", "/old/story/?from=mail"])
def test_an_old_address_leads_on_however_it_ends(paper: Paper, path: str) -> None:
    paper.move("/old/story", "/2026/03/05/story/")
    status, headers, _ = paper.ask(path)
    assert (status, headers["location"]) == (301, "/2026/03/05/story/")


@pytest.mark.parametrize("path", ["/?p=12", "/?cat=3&b=1", "/?b=1&cat=3", "/index.php?id=5"])
def test_an_old_address_with_a_query_leads_on(paper: Paper, path: str) -> None:
    for old in ("/?p=12", "/?b=1&cat=3", "/index.php?id=5"):
        paper.move(old, "/new/")
    status, headers, _ = paper.ask(path)
    assert (status, headers["location"]) == (301, "/new/")


def test_another_query_changes_no_page(paper: Paper) -> None:
    pages = {paper.ask(f"/?utm_source={number}")[2] for number in range(3)} | {paper.ask("/")[2]}
    assert len(pages) == 1
    assert paper.ask("/city/?p=12")[2] == paper.ask("/city/")[2]


def test_an_address_that_leads_to_another_site_is_spelt_safely(paper: Paper) -> None:
    paper.move("/away", "https://elsewhere.example/Київ\r\nSet-Cookie: a=1")
    headers = paper.ask("/away")[1]
    assert headers["location"].startswith("https://elsewhere.example/%D0%9A")
    assert "set-cookie" not in headers


def test_each_spelling_of_an_address_is_the_same_page(paper: Paper) -> None:
    for spelling in ("/city/", "/%63ity/", "/cit%79/", "/%63%69%74%79/"):
        assert paper.ask(spelling)[0] == 200
    assert paper.ask("/%2563ity/")[0] == 404  # encoded twice it is another page


def test_what_is_not_there_gets_the_printed_page_for_that(paper: Paper) -> None:
    status, headers, body = paper.ask("/nowhere/a/")
    assert status == 404
    assert b"/404.html" in body
    assert headers["cache-control"] == "public, max-age=60"
    assert "etag" not in headers
    assert paper.asked("/nowhere/a/") == 0


def test_the_offline_edition_can_be_fetched_in_parts(paper: Paper) -> None:
    status, headers, body = paper.ask("/today.epub", Range="bytes=0-9")
    assert (status, body) == (206, bytes(range(10)))
    assert headers["content-type"] == "application/epub+zip"


def test_a_sound_file_can_be_entered_in_the_middle(paper: Paper) -> None:
    status, headers, body = paper.ask("/media/documents/sound.mp3", Range="bytes=256-511")
    assert (status, body) == (206, bytes(range(256)))
    assert headers["content-range"] == "bytes 256-511/10240"


def test_a_range_past_the_end_is_refused(paper: Paper) -> None:
    assert paper.ask("/media/documents/sound.mp3", Range="bytes=99999-")[0] == 416


def test_a_large_file_comes_from_the_disk_whole_and_in_part(paper: Paper) -> None:
    assert len(paper.ask("/media/documents/large.bin")[2]) == 3_000_000
    status, headers, body = paper.ask("/media/documents/large.bin", Range="bytes=-10")
    assert (status, len(body)) == (206, 10)
    assert headers["content-range"] == "bytes 2999990-2999999/3000000"
    status, headers, body = paper.ask("/media/documents/large.bin", "HEAD")
    assert (status, headers["content-length"], body) == (200, "3000000", b"")


@pytest.mark.parametrize(
    "request_",
    [b"GET / HTTP/9.9\r\n\r\n", b"\x00\x01\x02\r\n\r\n",
     b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 2_000_000 + b"\r\n\r\n",
     b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"],
    ids=["version", "noise", "huge header", "huge path"],
)  # fmt: skip
def test_nonsense_is_refused_and_the_next_reader_is_served(paper: Paper, request_: bytes) -> None:
    try:
        answer = paper.raw(request_)
    except (ConnectionError, BrokenPipeError):
        answer = b""
    assert b"200 OK" not in answer
    assert paper.ask("/city/")[0] == 200
