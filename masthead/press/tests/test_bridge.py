from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any

import pytest

from masthead.press.serving.bridge import Bridge, Request


def nothing(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("204 No Content", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return []


def environ(request: Request, *proxies: str) -> dict[str, Any]:
    return Bridge(nothing, 1, [ip_network(proxy) for proxy in proxies]).environ(request)


def test_a_stranger_cannot_forge_an_address() -> None:
    request = Request("GET", "/", "", [("x-forwarded-for", "1.2.3.4"), ("x-forwarded-proto", "https")], "9.9.9.9:1")
    found = environ(request, "127.0.0.1/32")
    assert found["REMOTE_ADDR"] == "9.9.9.9"
    assert found["wsgi.url_scheme"] == "http"
    assert "HTTP_X_FORWARDED_FOR" not in found


def test_a_trusted_proxy_is_believed_as_far_as_it_saw() -> None:
    headers = [("x-forwarded-for", "6.6.6.6, 1.2.3.4, 10.0.0.7"), ("x-forwarded-proto", "https")]
    found = environ(Request("GET", "/", "", headers, "127.0.0.1:5"), "127.0.0.1/32", "10.0.0.0/8")
    assert found["REMOTE_ADDR"] == "1.2.3.4"
    assert found["wsgi.url_scheme"] == "https"


def test_an_underscore_cannot_pass_for_a_hyphen() -> None:
    found = environ(Request("GET", "/", "", [("x_real_ip", "1.1.1.1"), ("remote_user", "root")]))
    assert not any("REAL_IP" in name or "REMOTE_USER" in name for name in found)


def test_repeated_headers_are_joined() -> None:
    found = environ(Request("GET", "/", "", [("cookie", "a=1"), ("cookie", "b=2"), ("accept", "x"), ("accept", "y")]))
    assert found["HTTP_COOKIE"] == "a=1; b=2"
    assert found["HTTP_ACCEPT"] == "x,y"


@pytest.mark.parametrize(
    ("host", "name", "port"),
    [("paper.example", "paper.example", "80"), ("paper.example:81", "paper.example", "81"), ("[::1]:82", "::1", "82"),
     ("[::1]", "::1", "80")],
)  # fmt: skip
def test_it_takes_the_host_apart(host: str, name: str, port: str) -> None:
    found = environ(Request("GET", "/", "", host=host))
    assert (found["SERVER_NAME"], found["SERVER_PORT"]) == (name, port)


def test_a_cyrillic_path_arrives_as_wsgi_says_it() -> None:
    path = environ(Request("GET", "/слово/", ""))["PATH_INFO"]
    assert path.encode("latin-1").decode() == "/слово/"


def test_both_cookies_come_back() -> None:
    status, headers, body = Bridge(nothing, 1, []).call_now(Request("GET", "/", ""))
    assert (status, body) == (204, b"")
    assert headers == [("set-cookie", "a=1"), ("set-cookie", "b=2")]
