"""``masthead check`` looks at the sender's domain and at the way back, where mail really leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dns.resolver
import pytest
from pytest_django import Settings

from masthead.config.findings import CHECKS
from masthead.config.mail_findings import bounces as bounces_found
from masthead.config.mail_findings import relay, sender_domain
from masthead.mail.bounces import address as bounces
from masthead.mail.tests.name_server import serving
from masthead.mail.transports import address
from tests.ground.smtp_peers import Certificate, Peer, free_port


@pytest.fixture(autouse=True)
def _paper(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.MAIL = address.read("smtp://relay.example:587?tls=starttls")
    settings.MAIL_FROM = "news@paper.example"
    settings.BOUNCES = None
    settings.BOUNCE_ADDRESS = ""
    settings.DKIM_SELECTORS = []
    with serving({("paper.example", "MX"): ["10 mx.paper.example."]}) as resolver:
        monkeypatch.setattr(dns.resolver, "Resolver", lambda: resolver)
        yield


def test_all_are_among_the_checks() -> None:
    assert sender_domain in CHECKS
    assert bounces_found in CHECKS
    assert relay in CHECKS


def test_nothing_is_asked_while_mail_stays_on_this_machine(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a name server was asked")

    monkeypatch.setattr("masthead.mail.sender_domain.look", refuse)
    settings.MAIL = address.read("")
    assert not list(relay())
    assert not list(sender_domain())
    assert not list(bounces_found())


def test_a_bare_domain_is_told_what_to_add() -> None:
    found = list(sender_domain())
    assert [finding.level for finding in found] == ["wrong", "advice", "wrong"]
    assert "v=spf1 a:relay.example ~all" in found[0].mend
    assert "_dmarc.paper.example" in found[2].mend


def test_a_relay_on_this_machine_is_named_by_the_papers_host(settings: Settings) -> None:
    settings.MAIL = address.read("smtp://127.0.0.1:25?tls=none")
    settings.PUBLIC_HOST = "paper.example"
    assert "v=spf1 a:paper.example ~all" in next(sender_domain()).mend


@pytest.mark.parametrize("sender", ["newsroom@127.0.0.1", "newsroom@localhost", "newsroom@[::1]"])
def test_a_sender_without_a_domain_is_told_to_be_named(settings: Settings, sender: str) -> None:
    settings.MAIL_FROM = sender
    (finding,) = sender_domain()
    assert sender in finding.what
    assert "MASTHEAD_MAIL_FROM" in finding.mend


def test_a_relay_that_answers_is_left_in_peace(settings: Settings, plain_smtp_peer: Peer) -> None:
    settings.MAIL = address.read(f"smtp://127.0.0.1:{plain_smtp_peer.port}?tls=none")
    assert not list(relay())
    assert not plain_smtp_peer.received


def test_a_relay_that_is_not_there_is_said(settings: Settings) -> None:
    settings.MAIL = address.read(f"smtp://127.0.0.1:{free_port()}?tls=none&timeout=5")
    (finding,) = relay()
    assert finding.level == "wrong"
    assert "cannot be reached" in finding.what


def test_a_wrong_password_is_said_and_not_shown(
    settings: Settings, locked_smtp_peer: Peer, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    settings.MAIL = address.read(locked_smtp_peer.url(login="masthead:hunter2@", options="?tls=starttls&timeout=5"))
    (finding,) = relay()
    assert "does not take the user and password" in finding.what
    assert "hunter2" not in finding.what


def test_a_mail_service_needs_no_spf_record_and_no_way_back(settings: Settings) -> None:
    settings.MAIL = address.read("postmark://token")
    assert not any("SPF" in finding.what for finding in sender_domain())
    assert not list(bounces_found())


def test_bounces_that_nobody_reads_are_said() -> None:
    assert [finding.level for finding in bounces_found()] == ["advice"]


def test_bounces_without_an_address_and_from_a_missing_folder_are_wrong(settings: Settings, tmp_path: Path) -> None:
    settings.BOUNCES = bounces.read(f"maildir://{tmp_path}/missing")
    assert [finding.level for finding in bounces_found()] == ["wrong", "wrong"]
    (tmp_path / "missing" / "new").mkdir(parents=True)
    settings.BOUNCE_ADDRESS = "bounces@paper.example"
    assert not list(bounces_found())
