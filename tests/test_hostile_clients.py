"""Clients that mean harm, over raw sockets: they are refused cleanly, and the server goes on."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ground.server import MakeSite, Site

HOST = b"Host: 127.0.0.1\r\n"
LATE = 31.0  # the server waits 30 seconds for the rest of a header, and for a byte of a body
KEYS = ("secret-key", "masthead.sqlite3", "masthead.toml")
UP = (
    "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%2E%2E%2F", ".%2e/", "%252e%252e%252f", "..\\", "..%5c", "%2e%2e%5c",
    "..%00/", "%00../", "%c0%ae%c0%ae/", "%c0%ae%c0%ae%c0%af", "%e0%80%ae%e0%80%ae/", "..;/", "..%c0%af", "..%u2215",
    "....//", "./../", "%2e%2e%2f%2e/", "..%ef%bc%8f", "..%01/",
)  # fmt: skip
ROOTS = ("/", "//", "/static/", "/media/images/", "/media/documents/", "/-/", "/newsroom/", "/.well-known/", "/city/")


@pytest.fixture(scope="module")
def site(make_site: MakeSite) -> Site:
    """A printed paper with its server, and a file beside the public ones that nobody may have."""
    site = make_site(role="web", is_demo=False, starts=False)
    assert site.command("print").returncode == 0
    (site.data / "masthead.toml").write_text('MASTHEAD_THREADS = "4"\n')
    (site.data / "media/original_images").mkdir(parents=True, exist_ok=True)
    (site.data / "media/original_images/quay.jpg").write_bytes(b"the original")
    (site.data / "site/.fresh-half").write_bytes(b"half written")
    site.start()
    assert ask(site, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n").startswith(b"HTTP/1.1 200")
    return site


@pytest.fixture(autouse=True)
def _goes_on(site: Site) -> Iterator[None]:
    """After each attack the same process answers, and its log has no trace of an error."""
    before = len(site.log)
    yield
    said = site.log[before:]
    assert site.process
    assert site.process.poll() is None
    assert site.get("/").status == 200
    assert site.get("/newsroom/login/").status == 200
    assert "Traceback" not in said, said[-3000:]
    assert "panicked" not in said


def ask(site: Site, request: bytes, patience: float = 2.0) -> bytes:
    """What comes back for these bytes; empty when the connection was closed without a word."""
    data = b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as wire, contextlib.suppress(OSError):
        wire.sendall(request)
        while len(data) < 1_000_000 and (part := wire.recv(65536)):
            data += part
            wire.settimeout(patience)
    return data


def status(answer: bytes) -> int:
    """The first answer's status; 0 for none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def get(site: Site, path: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    """One request with this line, as it is; the connection is closed after it."""
    lines = b"".join(header + b"\r\n" for header in headers)
    return ask(site, method + b" " + path + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n" + lines + b"\r\n")


@pytest.mark.parametrize("root", ROOTS)
def test_no_spelling_leads_out_of_a_folder(site: Site, root: str) -> None:
    secrets = [(site.data / name).read_bytes()[:64] for name in KEYS] + [
        b"the original",
        b"root:x:0:0",
        b"half written",
    ]
    for up in UP:
        for depth in (1, 2, 6):
            for goal in (*KEYS, "media/original_images/quay.jpg", "original_images/quay.jpg", "etc/passwd"):
                if depth != 2 and goal != KEYS[0]:
                    continue
                answer = get(site, (root + up * depth + goal).encode())
                assert status(answer) in (0, 301, 302, 400, 404, 405), (root, up, answer[:80])
                assert not [secret for secret in secrets if secret in answer], (root, up, goal)


def test_what_lies_beside_the_pages_is_no_page(site: Site) -> None:
    for path in ("/.fresh-half", "/index.html", "/index.html.gz", "/index.html.br", "/feed.xml.gz", "/media/",
                 "/static/", "/media/original_images/quay.jpg", "/city/index.html", "/x.redirect", "/-/moved/",
                 "/static/.stamp"):  # fmt: skip
        assert status(get(site, path.encode())) == 404, path


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "FOO", "get", "OPTIONS", "POST"])
def test_odd_methods_are_refused(site: Site, method: str) -> None:
    for path in (b"/", b"/static/none.css", b"/no/such/page/"):
        assert status(get(site, path, b"Content-Length: 0", method=method.encode())) in (400, 405, 501)
    assert status(get(site, b"/newsroom/login/", b"Content-Length: 0", method=method.encode())) < 500


def test_it_is_no_proxy(site: Site) -> None:
    assert status(get(site, b"elsewhere.example:443", method=b"CONNECT")) in (0, 400, 404, 405, 501)
    answer = get(site, b"http://elsewhere.example/newsroom/login/")
    assert status(answer) in (0, 302, 400, 404)
    assert status(get(site, b"*", method=b"OPTIONS")) in (0, 400, 404, 405)


@pytest.mark.parametrize("length", [300, 5_000, 60_000, 300_000, 2_000_000])
def test_very_long_addresses_are_refused(site: Site, length: int) -> None:
    for root in (b"/", b"/static/", b"/-/search?q=", b"/?p=", b"/newsroom/"):
        answer = get(site, root + b"a" * length)
        assert status(answer) in (0, 200, 301, 302, 400, 404, 413, 414, 431), answer[:100]
        assert len(answer) < 200_000
    assert status(get(site, b"/" + b"a/" * (length // 2))) in (0, 400, 404, 414, 431)


def test_huge_headers_are_refused(site: Site) -> None:
    for headers in ([b"X-Long: " + b"a" * 1_000_000], [b"X-%d: a" % number for number in range(2000)],
                    [b"Cookie: masthead_session=" + b"a" * 600_000]):  # fmt: skip
        assert status(get(site, b"/", *headers)) in (0, 400, 431)
    odd = [
        b"Range: bytes=" + b"0-1," * 5000,
        b"Accept-Encoding: " + b"br;q=9e999," * 2000,
        b"If-None-Match: " + b'"a",' * 5000,
    ]
    for header in odd:
        for path in (b"/", b"/feed.xml"):
            assert status(get(site, path, header)) in (200, 304, 400, 416, 431)


@pytest.mark.parametrize("request_", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500, b"\0" * 5000, b"GET /\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", b"GET / HTTP/1.1\r\n" + HOST + b"Na me: x\r\n\r\n",
    b"GET /newsroom/login/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET /newsroom/ HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    b"POST /-/x HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
    b"POST /-/x HTTP/1.1\r\n" + HOST + b"Content-Length: -5\r\n\r\n",
    b"POST /-/x HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999999999999\r\n\r\nabc",
    b"POST /-/x HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\nabc\r\n0\r\n\r\n",
    b"POST /-/x HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc",
    b"POST /-/x HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 200,
    b"GET /newsroom/ HTTP/1.1\r\n" + HOST
    + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
])  # fmt: skip
def test_what_is_no_proper_request_is_refused(site: Site, request_: bytes) -> None:
    assert status(ask(site, request_, patience=1.0)) in (0, 200, 302, 400, 404, 405, 408, 413, 431, 501, 505)


def test_no_second_request_can_be_smuggled_in_a_body(site: Site) -> None:
    inner = b"GET /newsroom/login/ HTTP/1.1\r\n" + HOST + b"\r\n"
    chunked = b"Transfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n0\r\n\r\n" % (len(inner) + 5)
    answer = ask(site, b"POST /feed.xml HTTP/1.1\r\n" + HOST + chunked + inner)
    assert b"password" not in answer.lower() or status(answer) == 405
    assert answer.count(b"HTTP/1.1 ") <= 2


def test_slow_clients_hold_nobody_up_and_are_let_go(site: Site) -> None:
    request = b"GET / HTTP/1.1\r\n" + HOST + b"X-Slow: "
    body = b"POST /-/search HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\nabc"
    slow = [connected(site, request) for _ in range(300)] + [connected(site, body) for _ in range(100)]
    idle = [connected(site, b"") for _ in range(100)]
    begun = time.monotonic()
    for _ in range(20):
        assert site.get("/").status == 200
        assert site.get("/-/search?q=ferry").status == 200
    assert time.monotonic() - begun < 15
    time.sleep(LATE)
    for wire in slow:
        wire.settimeout(15)
        assert is_let_go(wire)
    for wire in [*slow, *idle]:
        wire.close()


def connected(site: Site, data: bytes) -> socket.socket:
    """A connection that has said so much."""
    wire = socket.create_connection(("127.0.0.1", site.port), timeout=10)
    wire.sendall(data)
    return wire


def is_let_go(wire: socket.socket) -> bool:
    """The connection was closed, or answered that it took too long."""
    try:
        data = wire.recv(4096)
    except ConnectionError:
        return True
    return data == b"" or status(data) == 408


def test_memory_does_not_grow_under_attack(site: Site) -> None:
    def attack(times: int) -> None:
        for number in range(times):
            get(site, b"/%d" % number + b"/a" * 2000)
            get(site, b"/static/%d" % number + b"a" * 3000, b"X-Long: " + b"a" * 20_000)
            get(site, b"/?p=%d" % number + b"a" * 3000, b"Range: bytes=0-%d" % number)

    attack(100)
    before = memory_of(site)
    attack(500)
    assert memory_of(site) - before < 24 * 1024 * 1024


def memory_of(site: Site) -> int:
    """Bytes of the server and its processes that stand in memory."""
    assert site.process
    total = 0
    for pid in [site.process.pid, *children(site.process.pid)]:
        total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    return total


def children(pid: int) -> list[int]:
    """Processes that this one has started, and theirs."""
    own = [int(one) for task in Path(f"/proc/{pid}/task").glob("*/children") for one in task.read_text().split()]
    return own + [below for one in own for below in children(one)]
