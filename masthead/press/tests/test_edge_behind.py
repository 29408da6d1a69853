"""What the edge hands on: the dynamic part, and pages of a paper that is not whole yet."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from masthead.press.tests.edge_client import LOOK, Paper, served


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    with served(tmp_path_factory.mktemp("edge")) as running:
        yield running


def test_until_the_paper_is_whole_a_missing_page_is_made_for_its_reader(paper: Paper) -> None:
    status, headers, _ = paper.ask("/not-yet/", Cookie="session=1", Accept_Encoding="gzip")
    assert status == 200
    assert headers["cache-control"] == "no-store"
    assert headers["content-encoding"] == "gzip"
    assert "set-cookie" not in headers
    assert "masthead-printed" not in headers
    assert b"cookie []" in paper.ask("/not-yet/", Cookie="session=1")[2]


def test_it_is_made_under_the_public_address_whatever_the_reader_typed(paper: Paper) -> None:
    # Django then sends HSTS, and no link of the page can be turned to a host that a reader named.
    assert paper.ask("/under/", Host="evil.example")[1]["seen"] == "https://paper.example"


def test_once_the_paper_is_whole_nobody_behind_is_asked(paper: Paper) -> None:
    with paper.having("whole"):
        assert paper.ask("/never/")[0] == 404
    assert paper.asked("/never/") == 0


def test_the_printed_page_counts_as_soon_as_it_is_there(paper: Paper) -> None:
    assert b"made just now" in paper.ask("/soon/")[2]
    paper.put("/soon/", "from the press")
    assert b"from the press" in paper.ask("/soon/")[2]
    assert paper.asked("/soon/") == 1


def test_what_is_nowhere_gets_the_printed_page_for_that(paper: Paper) -> None:
    status, _, body = paper.ask("/nowhere/b/")
    assert status == 404
    assert b"/404.html" in body


def test_what_cannot_be_made_is_not_said_to_be_nowhere(paper: Paper) -> None:
    status, _, body = paper.ask("/broken/")
    assert status == 503
    assert b"/503.html" in body
    assert b"secret" not in body


def test_before_the_first_page_is_printed_a_line_says_that_it_is_not_there(paper: Paper) -> None:
    paper.target.remove("/404.html")
    time.sleep(LOOK)
    try:
        assert paper.ask("/nowhere/c/")[2] == b"There is no such page.\n"
    finally:
        paper.put("/404.html")


@pytest.mark.parametrize("path", ["/-/breaks", "/-/form"])
def test_a_dynamic_address_that_is_down_gets_the_printed_page_for_that(paper: Paper, path: str) -> None:
    with paper.having("down"):
        status, headers, body = paper.ask(path)
    assert status == 503
    assert headers["retry-after"] == "30"
    assert headers["cache-control"] == "no-store"
    assert b"/503.html" in body
    assert b"secret" not in body


def test_a_dynamic_address_that_breaks_shows_no_trace(paper: Paper) -> None:
    status, _, body = paper.ask("/-/breaks")
    assert status == 503
    assert b"secret" not in body


def test_without_a_printed_page_for_it_a_line_says_what_still_works(paper: Paper) -> None:
    paper.target.remove("/503.html")
    time.sleep(LOOK)
    try:
        with paper.having("down"):
            status, headers, body = paper.ask("/-/form")
    finally:
        paper.put("/503.html")
    assert (status, headers["retry-after"]) == (503, "30")
    assert b"can still be read" in body


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
    ("path", "method", "status"), [("/city/", "POST", 405), ("/static/nothing", "GET", 404), ("/-/form", "GET", 200)]
)
def test_an_answer_without_a_policy_of_its_own_may_run_nothing(
    paper: Paper, path: str, method: str, status: int
) -> None:
    found, headers, _ = paper.ask(path, method)
    assert found == status
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
