"""The edge as a client meets it: a real Granian, real sockets."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

TURN = 0.6  # the edge looks for a new edition every quarter of a second


class Paper:
    """The server under test and its folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as wire:
            wire.sendall(request)
            wire.settimeout(3)
            data = b""
            try:
                while part := wire.recv(65536):
                    data += part
            except TimeoutError:
                pass
            return data

    def asked(self, path: str) -> int:
        return (self.folder / "asked").read_text().count(f" {path}\n")

    def new_edition(self) -> None:
        file = self.folder / "edition"
        file.write_text(str(int(file.read_text()) + 1))
        time.sleep(TURN)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    folder = tmp_path_factory.mktemp("edge")
    files = {
        "edition": b"1",
        "asked": b"",
        "static/app.js": b"let a = 1;" * 100,
        "secret": b"s",
        "media/documents/sound.mp3": bytes(range(256)) * 40,
        "media/original_images/x.jpg": b"x",
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    with open(folder / "media/documents/large.bin", "wb") as large:
        large.truncate(3_000_000)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--port", str(port), "--no-ws",
               "--log-level", "warning", "masthead.press.tests.tiny:application"]  # fmt: skip
    server = subprocess.Popen(command, env={**os.environ, "TINY_FOLDER": str(folder)})
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Paper(folder, port)
    finally:
        server.terminate()
        server.wait(10)


def test_a_page_is_rendered_once_and_then_remembered(paper: Paper) -> None:
    for _ in range(5):
        assert paper.ask("/remembered/")[0] == 200
    assert paper.asked("/remembered/") == 1


def test_many_readers_at_once_cause_one_rendering(paper: Paper) -> None:
    with ThreadPoolExecutor(12) as crowd:
        answers = list(crowd.map(lambda _: paper.ask("/slow/rush/")[0], range(12)))
    assert answers == [200] * 12
    assert paper.asked("/slow/rush/") == 1


def test_a_new_edition_is_rendered_anew(paper: Paper) -> None:
    before = paper.ask("/news/")[2]
    paper.new_edition()
    after = paper.ask("/news/")[2]
    assert before != after
    assert paper.asked("/news/") == 2


def test_the_last_good_page_is_served_when_all_behind_is_down(paper: Paper) -> None:
    good = paper.ask("/steady/")[2]
    (paper.folder / "down").touch()
    try:
        paper.new_edition()
        assert paper.ask("/steady/")[2] == good
        status, headers, body = paper.ask("/never-asked-before/")
        assert status == 503
        assert headers["retry-after"]
        assert b"secret" not in body
    finally:
        (paper.folder / "down").unlink()


def test_no_reader_gets_a_cookie_and_no_page_sees_one(paper: Paper) -> None:
    _, headers, body = paper.ask("/private/", Cookie="session=1")
    assert "set-cookie" not in headers
    assert b"cookie []" in body


def test_a_page_is_rendered_under_the_public_address_whatever_the_reader_typed(paper: Paper) -> None:
    # Django then sends HSTS, and no link of the page can be turned to a host that a reader named.
    assert paper.ask("/under/", Host="evil.example")[1]["seen"] == "https://paper.example"


def test_conditions_spare_the_bytes(paper: Paper) -> None:
    _, headers, _ = paper.ask("/again/", Accept_Encoding="br")
    status, second, body = paper.ask("/again/", Accept_Encoding="br", If_None_Match=f'"x", W/{headers["etag"]}')
    assert (status, body) == (304, b"")
    assert second["etag"] == headers["etag"]
    assert "vary" in second


def test_the_best_encoding_is_sent(paper: Paper) -> None:
    assert paper.ask("/coded/", Accept_Encoding="gzip, br")[1]["content-encoding"] == "br"
    assert paper.ask("/coded/", Accept_Encoding="gzip;q=1, br;q=0")[1]["content-encoding"] == "gzip"
    assert "content-encoding" not in paper.ask("/coded/")[1]


def test_head_is_get_without_the_body(paper: Paper) -> None:
    _, got, body = paper.ask("/head/")
    status, headed, nothing = paper.ask("/head/", "HEAD")
    assert (status, nothing) == (200, b"")
    assert headed["etag"] == got["etag"]
    assert int(headed["content-length"]) == len(body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "PROPFIND"])
def test_a_page_can_only_be_read(paper: Paper, method: str) -> None:
    status, headers, _ = paper.ask("/once/", method, b"" if method != "TRACE" else None)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"


def test_a_missing_page_is_not_remembered(paper: Paper) -> None:
    assert paper.ask("/missing/a/")[0] == 404
    assert paper.ask("/missing/a/")[0] == 404
    assert paper.asked("/missing/a/") == 2


def test_a_query_changes_no_page(paper: Paper) -> None:
    pages = {paper.ask(f"/shared/?utm_source={number}")[2] for number in range(5)}
    assert len(pages) == 1
    assert paper.asked("/shared/") == 1


@pytest.mark.parametrize("address", ["/?p=12", "/missing/index.php?id=5"])
def test_an_old_address_with_a_query_leads_on(paper: Paper, address: str) -> None:
    status, headers, _ = paper.ask(address)
    assert (status, headers["location"]) == (301, "/new/")


def test_another_query_on_the_front_page_gets_the_kept_one(paper: Paper) -> None:
    assert paper.ask("/?utm_source=a")[2] == paper.ask("/")[2] == paper.ask("/?utm_source=b")[2]


def test_each_spelling_of_an_address_is_the_same_page(paper: Paper) -> None:
    for spelling in ("/spelt/", "/%73pelt/", "/spel%74/", "/%73%70%65%6c%74/", "/%73%70%65%6C%74/"):
        assert paper.ask(spelling)[0] == 200
    assert paper.asked("/spelt/") == 1
    paper.ask("/%2573pelt/")  # encoded twice it is another page
    assert paper.asked("/spelt/") == 1


def test_readers_leave_threads_to_the_staff(paper: Paper) -> None:
    with ThreadPoolExecutor(12) as crowd:
        flood = [crowd.submit(paper.ask, f"/slow/{number}/") for number in range(12)]
        time.sleep(0.2)
        assert paper.ask("/-/form", "POST", b"x", Cookie="masthead_session=1")[0] == 200
        assert sum(request.done() for request in flood) <= 4


def test_the_dynamic_part_gets_body_and_cookies_and_gives_its_own(paper: Paper) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", paper.port)
    connection.request("POST", "/-/form", b"x" * 5000, {"Cookie": "a=1"})
    answer = connection.getresponse()
    assert answer.read() == b"POST 5000 a=1"
    assert answer.headers.get_all("set-cookie") == ["a=1", "b=2"]


def test_an_upload_past_the_limit_is_refused(paper: Paper) -> None:
    assert paper.ask("/-/form", "POST", b"x" * 2_000_000, Cookie="masthead_session=1")[0] == 200
    assert paper.ask("/-/form", "POST", b"x" * 4_000_000, Cookie="masthead_session=1")[0] == 413


def test_who_has_no_session_may_send_a_form_but_no_upload(paper: Paper) -> None:
    assert paper.ask("/-/form", "POST", b"x" * 200_000)[0] == 200
    assert paper.ask("/-/form", "POST", b"x" * 2_000_000)[0] == 413


def test_a_body_that_stops_is_given_up(paper: Paper) -> None:
    answer = paper.raw(b"POST /-/form HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nthree")
    assert b" 408 " in answer.split(b"\r\n", 1)[0]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/once/", "POST", 405), ("/static/nothing", "GET", 404), ("/-/form", "GET", 200), ("/missing/b/", "GET", 404)],
)
def test_an_answer_without_a_policy_of_its_own_may_run_nothing(
    paper: Paper, path: str, method: str, status: int
) -> None:
    found, headers, _ = paper.ask(path, method)
    assert found == status
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    "path",
    ["/static/../secret", "/static/%2e%2e/secret", "/static/%2e%2e%2fsecret", "/static/..%5csecret", "/static//secret",
     "/media/original_images/x.jpg", "/media/documents/..%2f..%2fsecret", "/static/%00", "/static/%ff"],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(paper: Paper, path: str) -> None:
    answer = paper.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert b" 404 " in answer.split(b"\r\n", 1)[0]


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
    assert paper.ask("/once/")[0] == 200
