"""Asking other hosts: real servers on this machine, and everything that must not be asked."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from masthead.lib import fetching
from masthead.lib.fetching import CannotFetch, IpAddress, is_public, status_of


class _Answers(BaseHTTPRequestHandler):
    """Answers by what is asked for: a status, a redirect, nothing in time."""

    def do_HEAD(self) -> None:
        name = self.path.split("?")[0].strip("/")
        if name == "slow":
            time.sleep(2)
        if name == "drip":
            self._drip()
            return
        if name == "no-head" and self.command == "HEAD":
            name = "405"
        self.send_response(int(name) if name.isdigit() else 302 if name in ("on", "round", "inside") else 200)
        if name == "on":
            self.send_header("Location", "/200")
        if name == "round":
            self.send_header("Location", "/round")
        if name == "inside":
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
        self.end_headers()

    def _drip(self) -> None:
        """A header that has no end, a byte at a time."""
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            for _byte in range(200):
                self.wfile.write(b"x")
                time.sleep(0.02)

    do_GET = do_HEAD  # noqa: N815 - the name that the library calls

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A web server on this machine."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setattr(fetching, "PORTS", (*fetching.PORTS, made.server_port))
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


def loopback(address: IpAddress) -> bool:
    return address.is_loopback


@pytest.mark.parametrize(
    ("path", "status"),
    [("/200", 200), ("/404", 404), ("/500", 500), ("/on", 200), ("/no-head", 200), ("/ä?ö=ü b", 200)],
)
def test_it_says_what_stands_there(server: str, path: str, status: int) -> None:
    assert status_of(server + path, allowed=loopback) == status


def test_it_does_not_wait_for_ever(server: str) -> None:
    started = time.monotonic()
    with pytest.raises(CannotFetch, match="in time"):
        status_of(f"{server}/slow", seconds=0.3, allowed=loopback)
    assert time.monotonic() - started < 1.5


def test_a_byte_now_and_then_does_not_keep_it(server: str) -> None:
    started = time.monotonic()
    with pytest.raises(CannotFetch, match="in time"):
        status_of(f"{server}/drip", seconds=0.5, allowed=loopback)
    assert time.monotonic() - started < 1.5
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


def test_a_handshake_a_byte_at_a_time_does_not_either(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        monkeypatch.setattr(fetching, "PORTS", (listening.getsockname()[1],))

        def drip() -> None:
            peer = listening.accept()[0]
            with peer, contextlib.suppress(OSError):
                peer.sendall(b"\x16\x03\x03\x40\x00")  # a long record begins
                for _byte in range(200):
                    peer.sendall(b"\x02")
                    time.sleep(0.02)

        thread = threading.Thread(target=drip)
        thread.start()
        started = time.monotonic()
        with pytest.raises(CannotFetch):
            status_of(f"https://127.0.0.1:{listening.getsockname()[1]}/", seconds=0.5, allowed=loopback)
        assert time.monotonic() - started < 1.5
        thread.join()


def test_it_does_not_go_round_and_round(server: str) -> None:
    with pytest.raises(CannotFetch, match="on and on"):
        status_of(f"{server}/round", allowed=loopback)


def test_no_redirect_leads_it_inside(server: str) -> None:
    with pytest.raises(CannotFetch, match="open Internet"):
        status_of(f"{server}/inside", allowed=loopback)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://192.168.0.1:8080/",
        "http://169.254.169.254/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "http://2130706433/", "http://0x7f.1/", "http://100.64.0.1/", "http://[fe80::1]/", "http://[fd00::1]/",
    ],
)  # fmt: skip
def test_machines_of_the_own_network_are_not_asked(address: str) -> None:
    with pytest.raises(CannotFetch, match="open Internet"):
        status_of(address)


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "file:///etc/passwd", "http://", "http://a.example:22/", "http://a:b:c/", "mailto:x", ""],
)
def test_only_the_web_is_asked(address: str) -> None:
    with pytest.raises(CannotFetch):
        status_of(address)


@pytest.mark.parametrize("good", ["93.184.215.14", "2606:2800:21f::1"])
def test_the_open_internet_may_be_asked(good: str) -> None:
    assert is_public(ipaddress.ip_address(good))


@pytest.mark.parametrize(
    "bad",
    [
        "224.0.0.1",
        "255.255.255.255",
        "2002:7f00:1::",
        "2001:0:1::1",
        "ff02::1",
        "198.18.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.8",
        "192.88.99.1",
        "::",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "fe80::1",
        "fec0::1",
        "fd00:ec2::254",
        "3fff::1",
        "5f00::1",
    ],
)
def test_the_rest_may_not(bad: str) -> None:
    assert not is_public(ipaddress.ip_address(bad))


def test_nobody_listens(server: str) -> None:
    host, _, port = server.rpartition(":")
    with pytest.raises(CannotFetch):
        status_of(f"{host}:8443/" if port != "8443" else f"{host}:8080/", allowed=loopback)
