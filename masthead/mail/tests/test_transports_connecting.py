"""Reaching a relay: TLS, passwords, and every way of being turned away, in words that say what to mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

import pytest

from masthead.mail.transports import Answer, CannotConnect, Parcel, Session
from masthead.mail.transports.address import MailAddress, read
from masthead.mail.transports.smtp import SmtpTransport
from tests.ground.smtp_peers import PASSWORD, USER, Certificate, Peer, Scripted, free_port, scripted_peer, serving

MESSAGE = b"From: a@tideway.example\r\nTo: b@mail.example\r\nSubject: News\r\n\r\nText.\r\n"


def opened(url: str) -> Session:
    return SmtpTransport(replace(read(url), timeout=3), "tideway.example").open()


def parcel(name: str, message: bytes = MESSAGE) -> Parcel:
    return Parcel("bounces@tideway.example", f"{name}@mail.example", message)


def codes(answers: Iterable[Answer]) -> list[int]:
    return [answer.code for answer in answers]


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch, certificate: Certificate) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))


LOGIN = f"{USER}:{quote(PASSWORD, safe='')}@"


@pytest.mark.usefixtures("trusted")
def test_it_encrypts_and_logs_in(locked_smtp_peer: Peer) -> None:
    session = opened(locked_smtp_peer.url(login=LOGIN, options="?tls=starttls"))
    large = MESSAGE + b"Text.\r\n" * 6000
    names = ["a", "rcpt-550", "b", "c"]
    assert codes(session.send(parcel(name, large) for name in names)) == [250, 550, 250, 250]
    session.close()
    assert [got.content for got in locked_smtp_peer.received] == [large] * 3
    assert locked_smtp_peer.logins == [USER]


@pytest.mark.usefixtures("trusted")
def test_it_speaks_tls_from_the_first_byte(certificate: Certificate) -> None:
    with serving(Peer(), ssl_context=certificate.context()) as peer:
        assert codes(opened(peer.url(scheme="smtps")).send([parcel("a"), parcel("b")])) == [250, 250]
    assert len(peer.received) == 2


def refusal(url: str) -> CannotConnect:
    with pytest.raises(CannotConnect) as refused:
        opened(url)
    assert PASSWORD not in str(refused.value)
    return refused.value


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_helps_no_second_time(locked_smtp_peer: Peer) -> None:
    error = refusal(locked_smtp_peer.url(login=f"{USER}:wrong@", options="?tls=starttls"))
    assert error.permanent
    assert "does not take the user and password: 535" in str(error)


@pytest.mark.usefixtures("trusted")
def test_a_password_that_smtp_cannot_say_is_told(locked_smtp_peer: Peer) -> None:
    error = refusal(locked_smtp_peer.url(login=f"{USER}:%D0%BF@", options="?tls=starttls"))
    assert error.permanent
    assert "letters" in str(error)


def test_a_certificate_that_nobody_vouches_for_is_refused(locked_smtp_peer: Peer) -> None:
    for tls in ("starttls", "optional"):
        error = refusal(locked_smtp_peer.url(login=LOGIN, options=f"?tls={tls}"))
        assert error.permanent
        assert "certificate" in str(error)
    assert locked_smtp_peer.logins == []


def test_no_password_goes_over_an_open_line_unasked(smtp_peer: Peer) -> None:
    for options in ("?tls=starttls", "?tls=optional"):
        error = refusal(smtp_peer.url(login=LOGIN, options=options))
        assert error.permanent
        assert "STARTTLS" in str(error)
    assert smtp_peer.logins == []
    assert codes(opened(smtp_peer.url(options="?tls=optional")).send([parcel("a")])) == [250]


def test_a_relay_that_wants_no_password_is_told_apart(smtp_peer: Peer) -> None:
    assert "takes no user and password" in str(refusal(smtp_peer.url(login=LOGIN)))


def test_a_relay_that_is_not_there_may_come_back() -> None:
    error = refusal(f"smtp://127.0.0.1:{free_port()}")
    assert not error.permanent
    assert "Connection refused" in str(error)


@pytest.mark.parametrize(("greeting", "permanent"), [("421 busy", False), ("554 go away", True)])
def test_a_relay_may_turn_us_away(greeting: str, permanent: bool) -> None:
    with scripted_peer(lambda relay: relay.say(greeting)) as port:
        error = refusal(f"smtp://127.0.0.1:{port}")
    assert error.permanent is permanent
    assert greeting in str(error)


def test_a_relay_that_hangs_up_at_once_may_come_back() -> None:
    with scripted_peer(lambda relay: relay.hang_up()) as port:
        assert not refusal(f"smtp://127.0.0.1:{port}").permanent


def test_a_relay_that_says_nothing_is_not_waited_for() -> None:
    def play(relay: Scripted) -> None:
        relay.lines.read()

    with scripted_peer(play) as port, pytest.raises(CannotConnect, match=r"within 0\.2 seconds"):
        SmtpTransport(MailAddress("smtp", "127.0.0.1", port, tls="none", timeout=0.2), "x").open()


@pytest.mark.parametrize(
    ("host", "spoken"),
    [
        ("tideway.example", "tideway.example"),
        ("localhost", "[127.0.0.1]"),
        ("10.0.0.7", "[10.0.0.7]"),
        ("::1", "[IPv6:::1]"), ("газета.укр", "xn--80aahjj1e.xn--j1amh"),
    ],
)  # fmt: skip
def test_it_says_who_it_is(host: str, spoken: str) -> None:
    def play(relay: Scripted) -> None:
        relay.say("220 ready")
        assert relay.hear("EHLO") == f"ehlo {spoken}\r\n".encode()
        relay.say("250 script.example")

    with scripted_peer(play) as port:
        SmtpTransport(read(f"smtp://127.0.0.1:{port}"), host).open()
