"""Real SMTP servers to send to: one that checks and keeps what it gets, one with TLS and a password, one by a script.

How the keeping one answers stands in the recipient's name, so that a test says who shall be refused by whom it mails:
``rcpt-550@``, ``data-451@``, ``slow@``, ``drop-body@`` (hangs up in the middle of the message),
``drop-answer@`` (keeps the message and hangs up without a word), ``drop-rcpt@``. All others are taken.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.ground.browser import leave_out

USER, PASSWORD = "masthead", "a pass/word: with %"
_CODE = re.compile(r"(rcpt|data)-(\d{3})(?:-|$)")


@dataclass(frozen=True)
class Received:
    """A message as it came in."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        parsed = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed


@dataclass
class Peer:
    """The server's handler. ``received`` is what it took; ``faults`` what was wrong with it."""

    pipelining: bool = True
    delay: float = 0.5  # of `slow@`, in seconds
    port: int = 0
    received: list[Received] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    connections: int = 0

    def url(self, *, scheme: str = "smtp", login: str = "", options: str = "") -> str:
        """For ``EMAIL_URL``."""
        return f"{scheme}://{login}127.0.0.1:{self.port}{options}"

    def recipients(self) -> list[str]:
        """Who got something, in order, as often as they got it."""
        return [received.recipient for received in self.received]

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Offer pipelining, which aiosmtpd can do and does not say."""
        self.connections += 1
        session.host_name = hostname
        return [*responses[:-1], *(["250-PIPELINING"] if self.pipelining else []), responses[-1]]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer by the recipient's name."""
        name = address.partition("@")[0]
        if (found := _CODE.match(name)) and found[1] == "rcpt":
            return f"{found[2]} 5.1.1 said to {name}"
        if name == "drop-rcpt":
            _hang_up(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Look at the message and keep it."""
        content = envelope.original_content or b""
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name == "slow":
            await asyncio.sleep(self.delay)
        if (found := _CODE.match(name)) and found[1] == "data":
            return f"{found[2]} 5.7.1 said to {name}"
        self.faults += [f"{name}: {fault}" for fault in faults_of(content)]
        self.received += [
            Received((envelope.mail_from or "").replace("<>", ""), to, content) for to in envelope.rcpt_tos
        ]
        if name == "drop-answer":
            _hang_up(server)
        return "250 kept"

    def log_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        """One user has one password."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)


def faults_of(content: bytes) -> list[str]:
    """What a strict relay would not like."""
    parsed = message_from_bytes(content, policy=policy.default)
    faults = [f"{defect!r}" for part in parsed.walk() for defect in part.defects]
    if not content.isascii():
        faults.append("not 7 bit")
    if content.count(b"\n") != content.count(b"\r\n") or content.count(b"\r") != content.count(b"\r\n"):
        faults.append("a bare CR or LF")
    if max(map(len, content.split(b"\r\n"))) > 998:
        faults.append("a line of more than 998 characters")
    if not parsed["From"] or not parsed["To"]:
        faults.append("no From or no To")
    return faults


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class _DroppingSMTP(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        """``drop-body@``: say 354, read a little, hang up."""
        if self.envelope and self.envelope.rcpt_tos and self.envelope.rcpt_tos[0].startswith("drop-body@"):
            await self.push("354 go on")
            await self._reader.read(100)
            _hang_up(self)
            return
        await super().smtp_DATA(arg)


class _PeerController(Controller):
    def factory(self) -> SMTP:
        """A connection's server."""
        return _DroppingSMTP(self.handler, **self.SMTP_kwargs)


@contextmanager
def serving(peer: Peer, **options: Any) -> Iterator[Peer]:
    """The server while the block lasts, on a port of its own."""
    peer.port = peer.port or free_port()
    controller = _PeerController(peer, hostname="127.0.0.1", port=peer.port, ident="peer", **options)
    controller.start()
    peer.connections = 0
    try:
        yield peer
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def smtp_peer() -> Iterator[Peer]:
    """A relay that offers pipelining, checks and keeps."""
    with serving(Peer()) as peer:
        yield peer


@pytest.fixture
def plain_smtp_peer() -> Iterator[Peer]:
    """A relay without pipelining."""
    with serving(Peer(pipelining=False)) as peer:
        yield peer


@dataclass(frozen=True)
class Certificate:
    """A certificate that nobody has signed, for 127.0.0.1, and its key."""

    file: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """For a server."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Trusted by who sets ``SSL_CERT_FILE`` to its file."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "relay.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return Certificate(folder / "certificate.pem", folder / "key.pem")


@pytest.fixture
def locked_smtp_peer(certificate: Certificate) -> Iterator[Peer]:
    """A relay that wants STARTTLS and `USER` with `PASSWORD`."""
    peer = Peer()
    options = {"tls_context": certificate.context(), "require_starttls": True, "auth_required": True}
    with serving(peer, authenticator=peer.log_in, **options):
        yield peer


class Scripted:
    """The other end of one connection, played line by line by a test."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.lines = connection.makefile("rb")
        self.heard: list[bytes] = []

    def say(self, *texts: str) -> None:
        """Write these lines, at once."""
        self.connection.sendall("".join(f"{text}\r\n" for text in texts).encode())

    def hear(self, beginning: str = "") -> bytes:
        """Read a line, which must begin so."""
        line = self.lines.readline()
        self.heard.append(line)
        assert line.upper().startswith(beginning.upper().encode()), f"{line!r} came, not {beginning}"
        return line

    def hear_body(self) -> bytes:
        """Read up to the lone dot."""
        body = b""
        while (line := self.lines.readline()) not in (b".\r\n", b""):
            body += line
        return body

    def hear_envelope(self) -> None:
        """MAIL, RCPT, DATA."""
        for command in ("MAIL", "RCPT", "DATA"):
            self.hear(command)

    def greet(self, *extensions: str) -> None:
        """Up to EHLO, with these extensions."""
        self.say("220 ready")
        self.hear("EHLO")
        offered = ["script.example", *extensions]
        self.say(*(f"250{'-' if place < len(offered) - 1 else ' '}{word}" for place, word in enumerate(offered)))

    def hang_up(self) -> None:
        """Close the line."""
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()


@contextmanager
def scripted_peer(play: Callable[[Scripted], None]) -> Iterator[int]:
    """The port of a server that plays its part once. What the script did not expect fails the test at the end."""
    failures: list[BaseException] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)

    def run() -> None:
        try:
            connection, _ = listener.accept()
            connection.settimeout(10)
            other_end = Scripted(connection)
            try:
                play(other_end)
            finally:
                other_end.hang_up()
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
        thread.join(15)
        assert not thread.is_alive(), "the script has not come to its end"
    finally:
        listener.close()
        if failures:  # it says more than what the other side made of it
            raise failures[0]


@dataclass
class Sink:
    """Postfix's ``smtp-sink``, which takes everything and keeps nothing."""

    port: int
    process: subprocess.Popen[bytes]


@pytest.fixture
def smtp_sink() -> Iterator[Sink]:
    """For load: far quicker than a server in Python."""
    program = shutil.which("smtp-sink", path="/usr/sbin:/usr/libexec/postfix:/usr/bin:/usr/local/sbin")
    if not program:
        leave_out("no smtp-sink is here: `make test` installs it with Debian's package postfix")
    port = free_port()
    rights = ["-u", "nobody"] if os.geteuid() == 0 else []  # it refuses to run as root
    line = [program, "-c", *rights, f"127.0.0.1:{port}", "1000"]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Sink(port, process)
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
