"""nginx and Caddy serve the paper as Masthead does, with the configuration that it prints for them."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from masthead.press.targets.folder import FolderTarget
from masthead.press.targets.target import Sheet
from tests.ground.recorder import Recorder, recording
from tests.ground.server import free_port
from tests.ground.webservers import WebServer, configure, configured, running

HTML = "text/html; charset=utf-8"
PAGES = {
    "/": "the front page", "/city/": "the city", "/2026/11/26/ferry/": "the ferry is back", "/404.html": "not here",
    "/503.html": "back in a moment",
}  # fmt: skip
MACHINES = {
    "/feed.xml": "application/rss+xml; charset=utf-8", "/city/feed.xml": "application/rss+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8", "/sitemap.xml": "application/xml; charset=utf-8",
    "/live.json": "application/json; charset=utf-8", "/robots.txt": "text/plain; charset=utf-8",
    "/.well-known/security.txt": "text/plain; charset=utf-8", "/today.epub": "application/epub+zip",
    "/manifest.webmanifest": "application/manifest+json; charset=utf-8",
}  # fmt: skip
FILES = {
    "static/css/page.0123456789ab.css": b"p{}" * 400, "static/page.js": b"let a", "static/.stamp": b"hidden",
    "media/images/tide_x4Gw1Pq.avif": b"avif", "media/documents/report_x4.pdf": b"pdf",
    "media/documents/page_x4.html": b"<script>1</script>", "media/original_images/raw.jpg": b"where it was taken",
    "secret-key": b"secret", "site/.fresh-1-index.html": b"half a page", "masthead.sqlite3": b"database",
}  # fmt: skip
SERVERS = ("nginx", "caddy")


def text_of(path: str) -> bytes:
    words = PAGES.get(path, f"of {path}")
    return f"<!doctype html><title>{words}</title><p>{words}</p>".encode() * 20


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a printed paper, files, and what no reader may have."""
    folder = tmp_path_factory.mktemp("newsroom") / "data"
    target = FolderTarget(folder / "site")
    for path in [*PAGES, *MACHINES]:
        body = text_of(path)
        target.put([Sheet(path, "", {"identity": body, "gzip": gzip.compress(body), "br": brotli.compress(body)})])
    target.put([Sheet("/old/path", moved_to="/city/")])
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def edge() -> Iterator[Recorder]:
    """A tiny server that stands for Masthead's own."""
    with recording() as service:
        service.status, service.content_type, service.body = 404, "text/plain", b"from the edge"
        yield service


@pytest.fixture(scope="module", params=SERVERS)
def paper(
    request: pytest.FixtureRequest, data: Path, edge: Recorder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    """The server with Masthead up."""
    folder = tmp_path_factory.mktemp("up")
    with running(request.param, data, folder, edge.url.removeprefix("http://")) as server:
        yield server


@pytest.fixture(scope="module", params=SERVERS)
def alone(request: pytest.FixtureRequest, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """The server with Masthead down."""
    with running(request.param, data, tmp_path_factory.mktemp("down"), f"127.0.0.1:{free_port()}") as server:
        yield server


@pytest.fixture(autouse=True)
def _fresh(edge: Recorder) -> None:
    edge.asked.clear()


@pytest.mark.parametrize("path", ["/", "/city/", "/2026/11/26/ferry/", "/?utm_source=mail", "/city/?a=1"])
def test_a_page_is_served_without_masthead(paper: WebServer, edge: Recorder, path: str) -> None:
    status, headers, body = paper.ask(path)
    assert (status, body) == (200, text_of(path.partition("?")[0]))
    assert headers["content-type"] == HTML
    assert not edge.asked


def test_a_page_goes_with_the_headers_that_masthead_gives(paper: WebServer) -> None:
    headers = paper.ask("/city/")[1]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["cache-control"] == "public, max-age=0, must-revalidate, stale-if-error=86400"
    assert "strict-transport-security" not in headers  # the address is http here
    assert "set-cookie" not in headers


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", None), ("zstd", None)])
@pytest.mark.parametrize("path", ["/", "/city/", "/feed.xml"])
def test_the_printed_encoding_is_sent(paper: WebServer, path: str, accepted: str, coding: str | None) -> None:
    status, headers, body = paper.ask(path, Accept_Encoding=accepted)
    assert status == 200
    assert headers.get("content-encoding") == coding
    plain = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding](body)
    assert plain == text_of(path)
    assert "accept-encoding" in headers["vary"].lower()


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_a_condition_spares_the_bytes(paper: WebServer, accepted: str) -> None:
    etag = paper.ask("/city/", Accept_Encoding=accepted)[1]["etag"]
    status, headers, body = paper.ask("/city/", Accept_Encoding=accepted, If_None_Match=etag)
    assert (status, body) == (304, b"")
    assert "must-revalidate" in headers["cache-control"]
    assert paper.ask("/city/", Accept_Encoding=accepted, If_None_Match='"another"')[0] == 200


def test_head_is_get_without_the_body(paper: WebServer) -> None:
    status, headers, body = paper.ask("/city/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) == len(text_of("/city/"))


@pytest.mark.parametrize("path", MACHINES)
def test_what_machines_read_has_its_type(paper: WebServer, path: str) -> None:
    status, headers, body = paper.ask(path)
    assert (status, headers["content-type"], body) == (200, MACHINES[path], text_of(path))
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_a_page_without_its_last_slash_leads_to_it(paper: WebServer, edge: Recorder) -> None:
    status, headers, _ = paper.ask("/city?a=1")
    assert status == 301
    assert headers["location"] in ("/city/?a=1", "http://paper.example/city/?a=1")
    assert not edge.asked


@pytest.mark.parametrize("path", ["/nothing/", "/old/path", "/old/path/", "/2026/", "/nothing.php?id=5", "/?p=12"])
def test_what_is_not_printed_is_asked_of_masthead(paper: WebServer, edge: Recorder, path: str) -> None:
    status, _, body = paper.ask(path, X_Forwarded_For="10.1.2.3")
    assert (status, body) == (404, b"from the edge")
    assert [one.path for one in edge.asked] == [path]
    assert edge.asked[0].headers["host"] == "paper.example"
    assert edge.asked[0].headers["x-forwarded-for"] == "127.0.0.1"
    assert edge.asked[0].headers["x-forwarded-proto"] == "http"


@pytest.mark.parametrize("path", ["/-/search?q=a", "/newsroom/", "/newsroom/pages/1/edit/"])
def test_the_dynamic_part_is_masthead_s_own(paper: WebServer, edge: Recorder, path: str) -> None:
    status, headers, body = paper.ask(path, "POST", b"x" * 5000, Cookie="a=1")
    assert (status, body) == (404, b"from the edge")
    assert (edge.asked[0].method, edge.asked[0].path, len(edge.asked[0].body)) == ("POST", path, 5000)
    assert edge.asked[0].headers["cookie"] == "a=1"
    assert "content-security-policy" not in headers  # Masthead names its own


def test_an_upload_past_the_limit_is_refused(paper: WebServer) -> None:
    assert paper.ask("/newsroom/", "POST", b"x" * 40 * 1024**2)[0] == 404
    try:
        status = paper.ask("/newsroom/", "POST", b"x" * 44 * 1024**2)[0]
    except ConnectionError:  # the server hung up in the middle of the upload
        status = 413
    assert status == 413


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/city/", "/nothing/", "/static/page.js"])
def test_a_page_can_only_be_read(paper: WebServer, edge: Recorder, method: str, path: str) -> None:
    status, headers, _ = paper.ask(path, method, b"")
    assert (status, headers["allow"]) == (405, "GET, HEAD")
    assert not edge.asked


def test_a_hashed_file_is_kept_for_ever_and_a_plain_one_is_not(paper: WebServer) -> None:
    status, headers, body = paper.ask("/static/css/page.0123456789ab.css")
    assert (status, body) == (200, FILES["static/css/page.0123456789ab.css"])
    assert headers["content-type"] == "text/css; charset=utf-8"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    headers = paper.ask("/static/page.js")[1]
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert headers["cache-control"] == "public, max-age=300"
    packed = paper.ask("/static/css/page.0123456789ab.css", Accept_Encoding="gzip")
    assert gzip.decompress(packed[2]) == body


def test_a_picture_is_kept_for_ever(paper: WebServer) -> None:
    status, headers, body = paper.ask("/media/images/tide_x4Gw1Pq.avif")
    assert (status, body, headers["content-type"]) == (200, b"avif", "image/avif")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in headers["content-security-policy"]


@pytest.mark.parametrize("name", ["report_x4.pdf", "page_x4.html"])
def test_a_document_is_taken_away_and_cannot_run(paper: WebServer, name: str) -> None:
    status, headers, _ = paper.ask(f"/media/documents/{name}")
    assert status == 200
    assert headers["content-disposition"] == "attachment"
    assert headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/static/nothing.css", "/static/.stamp", "/static/css/", "/media/",
                                  "/media/original_images/raw.jpg", "/media/images/", "/media/nothing"])  # fmt: skip
def test_a_file_that_readers_may_not_have_is_not_there(paper: WebServer, edge: Recorder, path: str) -> None:
    status, headers, body = paper.ask(path)
    assert (status, body.strip()) == (404, b"There is no such file.")
    assert "immutable" not in headers.get("cache-control", "")
    assert not edge.asked


@pytest.mark.parametrize("path", ["/.fresh-1-index.html", "/old/path.redirect", "/city/index.html", "/feed.xml.gz",
                                  "/city/index.html.br", "/index.html"])  # fmt: skip
def test_nothing_is_sent_under_the_name_of_its_file(alone: WebServer, path: str) -> None:
    status, _, body = alone.ask(path)
    assert (status, body) == (404, text_of("/404.html"))


@pytest.mark.parametrize(
    "path",
    ["/../secret-key", "/city/../../secret-key", "/%2e%2e/secret-key", "/..%2fsecret-key", "/static/../secret-key",
     "/static/..%2f..%2fsecret-key", "/static../secret-key", "/media/images../original_images/raw.jpg", "/%00",
     "/media/images/..%2foriginal_images/raw.jpg", "/media/images/%2e%2e/original_images/raw.jpg",
     "//secret-key", "/static//../../secret-key", "/city/..%5c..%5csecret-key", "/static/%2e%2e/masthead.sqlite3"],
)  # fmt: skip
def test_no_path_leads_out_of_the_folders(alone: WebServer, path: str) -> None:
    with socket.create_connection(("127.0.0.1", alone.port), timeout=10) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: paper.example\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert answer.split(b" ", 2)[1] in (b"400", b"404", b"308", b"301")
    for hidden in (b"\r\n\r\nsecret", b"where it was taken", b"\r\n\r\ndatabase"):
        assert hidden not in answer


@pytest.mark.parametrize("path", ["/", "/city/", "/feed.xml", "/static/page.js", "/?p=12x", "/?p=12"])
def test_the_paper_is_read_while_masthead_is_down(alone: WebServer, path: str) -> None:
    assert alone.ask(path)[0] == 200


@pytest.mark.parametrize("path", ["/nothing/", "/old/path", "/nothing.php?id=5"])
def test_what_is_not_there_is_the_printed_page_while_masthead_is_down(alone: WebServer, path: str) -> None:
    status, headers, body = alone.ask(path)
    assert (status, body) == (404, text_of("/404.html"))
    assert headers["cache-control"] == "public, max-age=60"
    assert headers["content-type"] == HTML
    assert headers["content-security-policy"] == "frame-ancestors 'none'"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/-/search?q=a", "/newsroom/"])
def test_the_dynamic_part_says_what_still_works_while_masthead_is_down(
    alone: WebServer, path: str, method: str
) -> None:
    status, headers, body = alone.ask(path, method, b"x=1" if method == "POST" else None)
    assert (status, body) == (503, text_of("/503.html"))
    assert headers["cache-control"] == "no-store"
    assert headers["retry-after"] == "30"
    assert headers["content-type"] == HTML


@pytest.mark.parametrize("name", SERVERS)
def test_an_https_paper_is_kept_to_https(name: str, data: Path) -> None:
    text = configured(name, data, "127.0.0.1:8000")
    assert "Strict-Transport-Security" not in text
    text = configured(name, data, "127.0.0.1:8000", url="https://paper.example")
    assert 'Strict-Transport-Security "max-age=31536000"' in text


@pytest.mark.parametrize("name", SERVERS)
def test_a_browser_is_told_of_the_onion_address_of_each_page(name: str, data: Path, tmp_path: Path) -> None:
    onion = f"http://{'a' * 56}.onion"
    with running(name, data, tmp_path, f"127.0.0.1:{free_port()}", MASTHEAD_ONION=onion) as server:
        assert server.ask("/city/?a=1")[1]["onion-location"] == f"{onion}/city/?a=1"
        assert "onion-location" not in server.ask("/nothing/")[1]


@pytest.mark.parametrize("name", SERVERS)
def test_the_folders_may_stand_elsewhere_for_the_web_server(name: str, data: Path) -> None:
    text = configured(name, data, "0.0.0.0:8000", "--folder", "/srv/masthead")
    assert str(data) not in text
    for part in ("site", "static", "media/documents"):
        assert f'"/srv/masthead/{part}' in text
    assert "127.0.0.1:8000" in text


@pytest.mark.parametrize("name", SERVERS)
def test_a_site_folder_outside_of_the_data_folder_is_named(name: str, data: Path, tmp_path: Path) -> None:
    done = configure(name, data, "127.0.0.1:8000", MASTHEAD_SITE_STORE=str(tmp_path / "printed"))
    assert f'"{tmp_path}/printed"' in done.stdout
    assert f'"{data}/static' in done.stdout


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("nginx", '/srv/"paper"'),
        ("nginx", "/srv/$host"),
        ("caddy", "/srv/{host}"),
    ],
)
def test_what_cannot_be_configured_is_said_in_one_line(data: Path, name: str, folder: str) -> None:
    done = configure(name, data, "127.0.0.1:8000", "--folder", folder)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "cannot be told such a name" in done.stderr
    assert not done.stdout
