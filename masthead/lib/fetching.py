"""Asking other hosts for something, when an address was typed by somebody.

Only what everybody could ask for: no machine of the own network, whatever its name says, also behind a redirect. The
name is looked up once and what was found is connected to, so that a name cannot answer otherwise the second time.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils.translation import gettext as _

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = (80, 443, 8080, 8443)
MOST_REDIRECTS = 5
SECONDS = 5.0
_OPEN = ipaddress.ip_network("2000::/3")  # all of IPv6 that was ever given out; the rest is old, local, or translated
# Networks that lead to IPv4 addresses, which may be private ones; and protocols' own.
_CARRIERS = [
    ipaddress.ip_network(net) for net in ("2002::/16", "2001::/32", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24")
]
_NO_HEAD = (400, 403, 404, 405, 501)  # some answer so to HEAD and not to GET
_REDIRECTS = (301, 302, 303, 307, 308)
AGENT = "Masthead link check"


class CannotFetch(Exception):
    """Nobody answered, or the address may not be asked; the text says why."""


def is_public(address: IpAddress) -> bool:
    """Whether it is an address of the open Internet."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address not in _OPEN:
            return False
    if any(address in carrier for carrier in _CARRIERS):
        return False
    return address.is_global and not address.is_multicast


def status_of(address: str, seconds: float = SECONDS, allowed: Callable[[IpAddress], bool] = is_public) -> int:
    """What stands at an address, as the status of the last answer; nothing of the answer itself is read.

    Raises ``CannotFetch``. ``allowed`` says which machines may be asked.
    """
    end = time.monotonic() + seconds
    for _turn in range(MOST_REDIRECTS + 1):
        status, target = _ask("HEAD", address, end, allowed)
        if status in _NO_HEAD:
            status, target = _ask("GET", address, end, allowed)
        if status not in _REDIRECTS or not target:
            return status
        address = urljoin(address, target)
    raise CannotFetch(_("it leads on and on"))


def _ask(method: str, address: str, end: float, allowed: Callable[[IpAddress], bool]) -> tuple[int, str]:
    parts = _parts(address)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=?~-._')}" if parts.query else ""
    )
    with ExitStack() as until_answered:
        try:
            connection = _connection(parts, end, allowed, until_answered)
            connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
            answer = connection.getresponse()
            if time.monotonic() >= end:
                raise TimeoutError  # it was cut off in the middle of its headers
            return answer.status, answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException, ValueError) as error:  # of TLS too
            is_late = isinstance(error, TimeoutError) or time.monotonic() >= end
            raise CannotFetch(_("no answer in time") if is_late else str(error) or type(error).__name__) from error


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise CannotFetch(_("it is no address")) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CannotFetch(_("it is no address of the web"))
    if port is not None and port not in PORTS:
        raise CannotFetch(_("its port is not one of the web"))
    return parts


def _connection(
    parts: SplitResult, end: float, allowed: Callable[[IpAddress], bool], until_answered: ExitStack
) -> http.client.HTTPConnection:
    """A connection that is open already, to an address that was looked at."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection = http.client.HTTPConnection(host, port, timeout=left)
    until_answered.callback(connection.close)
    plain = socket.create_connection((str(_looked_up(host, port, allowed)), port), timeout=left)
    connection.sock = plain
    until_answered.enter_context(_cut_off(plain, end))
    if parts.scheme == "https":
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    return connection


@contextmanager
def _cut_off(connected: socket.socket, end: float) -> Iterator[None]:
    """Until then, and no later: a host that answers a byte at a time would be waited for by each of its bytes."""
    handle = connected.dup()  # TLS takes the socket itself

    def cut() -> None:
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, end - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        handle.close()


def _looked_up(host: str, port: int, allowed: Callable[[IpAddress], bool]) -> IpAddress:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CannotFetch(_("this host is not known")) from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
    if not addresses or not all(map(allowed, addresses)):
        raise CannotFetch(_("it is no host of the open Internet"))
    return addresses[0]
