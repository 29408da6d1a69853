"""``masthead check`` looks at the sender's domain and at the way back, where mail really leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dns.resolver
import pytest
from pytest_django import Settings

from masthead.config.findings import CHECKS, _bounces, _sender_domain
from masthead.mail.bounces import address as bounces
from masthead.mail.tests.name_server import serving
from masthead.mail.transports import address


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


def test_both_are_among_the_checks() -> None:
    assert _sender_domain in CHECKS
    assert _bounces in CHECKS


def test_nothing_is_asked_while_mail_stays_on_this_machine(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a name server was asked")

    monkeypatch.setattr("masthead.mail.sender_domain.look", refuse)
    settings.MAIL = address.read("")
    assert not list(_sender_domain())
    assert not list(_bounces())


def test_a_bare_domain_is_told_what_to_add() -> None:
    found = list(_sender_domain())
    assert [finding.level for finding in found] == ["wrong", "advice", "wrong"]
    assert "v=spf1 a:relay.example ~all" in found[0].mend
    assert "_dmarc.paper.example" in found[2].mend


def test_a_relay_on_this_machine_is_named_by_the_papers_host(settings: Settings) -> None:
    settings.MAIL = address.read("smtp://127.0.0.1:25?tls=none")
    settings.PUBLIC_HOST = "paper.example"
    assert "v=spf1 a:paper.example ~all" in next(_sender_domain()).mend


def test_a_mail_service_needs_no_spf_record_and_no_way_back(settings: Settings) -> None:
    settings.MAIL = address.read("postmark://token")
    assert not any("SPF" in finding.what for finding in _sender_domain())
    assert not list(_bounces())


def test_bounces_that_nobody_reads_are_said() -> None:
    assert [finding.level for finding in _bounces()] == ["advice"]


def test_bounces_without_an_address_and_from_a_missing_folder_are_wrong(settings: Settings, tmp_path: Path) -> None:
    settings.BOUNCES = bounces.read(f"maildir://{tmp_path}/missing")
    assert [finding.level for finding in _bounces()] == ["wrong", "wrong"]
    (tmp_path / "missing" / "new").mkdir(parents=True)
    settings.BOUNCE_ADDRESS = "bounces@paper.example"
    assert not list(_bounces())
