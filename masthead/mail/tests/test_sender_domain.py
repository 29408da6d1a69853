"""What ``masthead check`` says of the sender's domain, asked of a real name server on this machine."""

from __future__ import annotations

import base64
import socket
import time
from typing import Any

import dns.resolver
import pytest

from masthead.mail.sender_domain import Advice, look
from masthead.mail.tests.name_server import serving

LONG_KEY = base64.b64encode(b"k" * 294).decode()
GOOD: dict[tuple[str, str], list[str]] = {
    ("paper.example", "TXT"): ['"google-site-verification=x"', '"v=spf1 a:relay.example include:service.example -all"'],
    ("service.example", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 ~all"'],
    ("key1._domainkey.paper.example", "TXT"): [f'"v=DKIM1; k=rsa; p={LONG_KEY[:200]}" "{LONG_KEY[200:]}"'],
    ("_dmarc.paper.example", "TXT"): ['"v=DMARC1; p=quarantine; rua=mailto:dmarc@paper.example"'],
    ("paper.example", "MX"): ["10 mx.paper.example."],
}


def advice(
    changes: dict[tuple[str, str], list[str]] | None = None, broken: tuple[str, ...] = (), **kwargs: Any
) -> list[Advice]:
    """What is said of a good domain with some records changed."""
    with serving(GOOD | (changes or {}), broken) as resolver:
        return look("paper.example", resolver, **({"selectors": ["key1"], "bounces": "paper.example"} | kwargs))


def only(found: list[Advice]) -> tuple[str, str, str]:
    """The one thing that is said."""
    assert len(found) == 1, found
    return found[0].level, found[0].what, found[0].mend


def test_a_good_domain_needs_no_advice() -> None:
    assert advice() == []


class TestSpf:
    def test_a_missing_record_is_wrong_and_the_mend_is_to_be_pasted(self) -> None:
        level, what, mend = only(advice({("paper.example", "TXT"): []}, host="relay.example"))
        assert level == "wrong"
        assert "no SPF record" in what
        assert mend.endswith("name paper.example, type TXT, value: v=spf1 a:relay.example ~all")

    def test_none_is_missed_where_a_mail_service_has_the_envelope(self) -> None:
        assert advice({("paper.example", "TXT"): []}, has_own_envelope=False) == []
        everybody = {("paper.example", "TXT"): ['"v=spf1 +all"']}
        assert only(advice(everybody, has_own_envelope=False))[0] == "wrong"

    def test_two_records_count_as_none(self) -> None:
        two = ['"v=spf1 include:a.example ~all"', '"v=spf1 include:b.example -all"']
        level, what, mend = only(advice({("paper.example", "TXT"): two}))
        assert (level, "2 SPF records" in what) == ("wrong", True)
        assert mend.endswith("v=spf1 include:a.example include:b.example ~all")

    @pytest.mark.parametrize("ending", ["+all", "all"])
    def test_letting_everybody_send_is_wrong(self, ending: str) -> None:
        level, what, mend = only(advice({("paper.example", "TXT"): [f'"v=spf1 mx {ending}"']}))
        assert (level, "everybody" in what) == ("wrong", True)
        assert mend.endswith("v=spf1 mx ~all")

    @pytest.mark.parametrize("ending", ["", "?all"])
    def test_an_open_end_is_advised_against(self, ending: str) -> None:
        assert only(advice({("paper.example", "TXT"): [f'"v=spf1 mx {ending}"']}))[0] == "advice"

    def test_a_redirect_is_an_end(self) -> None:
        assert advice({("paper.example", "TXT"): ['"v=spf1 redirect=service.example"']}) == []

    def test_another_text_that_begins_alike_is_no_record(self) -> None:
        assert "no SPF" in only(advice({("paper.example", "TXT"): ['"v=spf10 -all"']}))[1]

    def test_ten_questions_are_borne_and_eleven_are_not(self) -> None:
        inner = {("service.example", "TXT"): ['"v=spf1 ' + " ".join(f"a:h{n}.example" for n in range(9)) + ' ~all"']}
        assert advice({("paper.example", "TXT"): ['"v=spf1 include:service.example ~all"']} | inner) == []
        more = {("paper.example", "TXT"): ['"v=spf1 mx include:service.example ~all"']}
        assert "needs 11 questions" in only(advice(more | inner))[1]

    def test_a_ring_of_includes_comes_to_an_end(self) -> None:
        ring = {
            ("paper.example", "TXT"): ['"v=spf1 include:service.example ~all"'],
            ("service.example", "TXT"): ['"v=spf1 include:paper.example ~all"'],
        }
        assert all(found.level == "wrong" for found in advice(ring))

    def test_a_tree_of_includes_is_not_climbed_for_ever(self) -> None:
        wide = {(f"l{n}.example", "TXT"): ['"v=spf1 ' + f"include:l{n + 1}.example " * 12 + '~all"'] for n in range(12)}
        begun = time.monotonic()
        found = advice({("paper.example", "TXT"): ['"v=spf1 include:l0.example ~all"']} | wide)
        assert "SPF record of paper.example needs" in only(found)[1]
        assert time.monotonic() - begun < 5

    def test_the_domain_of_the_envelope_is_the_one_that_is_asked(self) -> None:
        there = {("news.paper.example", "MX"): ["10 mx.paper.example."]}
        assert "news.paper.example has no SPF" in only(advice(there, bounces="news.paper.example"))[1]


class TestDkim:
    def test_without_a_selector_it_says_how(self) -> None:
        level, _, mend = only(advice(selectors=[]))
        assert (level, "MASTHEAD_DKIM_SELECTORS" in mend) == ("advice", True)

    def test_a_missing_key_is_wrong(self) -> None:
        level, what, _ = only(advice(selectors=["key1", "key2"]))
        assert (level, "key2._domainkey.paper.example" in what) == ("wrong", True)

    @pytest.mark.parametrize(
        ("value", "level", "says"),
        [
            ("v=DKIM1; p=", "wrong", "withdrawn"),
            ("v=DKIM1; k=rsa; p=!!!", "wrong", "damaged"),
            ("v=DKIM1; p=" + base64.b64encode(b"k" * 94).decode(), "wrong", "too short"),
            ("v=DKIM1; p=" + base64.b64encode(b"k" * 162).decode(), "advice", "is short"),
        ],
    )
    def test_a_key_that_is_of_no_use_is_said(self, value: str, level: str, says: str) -> None:
        found = only(advice({("key1._domainkey.paper.example", "TXT"): [f'"{value}"']}))
        assert (found[0], says in found[1]) == (level, True)

    def test_a_short_key_of_another_kind_is_good(self) -> None:
        value = "v=DKIM1; k=ed25519; p=" + base64.b64encode(b"k" * 32).decode()
        assert advice({("key1._domainkey.paper.example", "TXT"): [f'"{value}"']}) == []


class TestDmarc:
    def test_a_missing_record_is_wrong_and_the_mend_is_to_be_pasted(self) -> None:
        level, _, mend = only(advice({("_dmarc.paper.example", "TXT"): []}))
        assert level == "wrong"
        assert "name _dmarc.paper.example, type TXT, value: v=DMARC1; p=none; rua=mailto:dmarc@paper.example" in mend

    @pytest.mark.parametrize(
        ("value", "level", "says"),
        [
            ("v=DMARC1; rua=mailto:a@paper.example", "wrong", "no policy"),
            ("v=DMARC1; p=everything", "wrong", "no policy"),
            ("v=DMARC1; p=reject", "advice", "Nobody is sent"),
            ("v=DMARC1; p=none; rua=mailto:a@paper.example", "advice", "lets forgeries through"),
        ],
    )
    def test_a_weak_record_is_said(self, value: str, level: str, says: str) -> None:
        found = only(advice({("_dmarc.paper.example", "TXT"): [f'"{value}"']}))
        assert (found[0], says in found[1]) == (level, True)

    def test_two_records_count_as_none(self) -> None:
        two = {("_dmarc.paper.example", "TXT"): ['"v=DMARC1; p=none"', '"v=DMARC1; p=reject"']}
        assert "2 DMARC records" in only(advice(two))[1]

    def test_the_record_of_the_domain_above_holds(self) -> None:
        below = {
            ("news.paper.example", "TXT"): ['"v=spf1 mx ~all"'],
            ("key1._domainkey.news.paper.example", "TXT"): GOOD["key1._domainkey.paper.example", "TXT"],
        }
        with serving(GOOD | below) as resolver:
            assert look("news.paper.example", resolver, selectors=["key1"]) == []

    def test_bounces_at_a_stranger_are_not_aligned(self) -> None:
        stranger = {("other.example", "TXT"): ['"v=spf1 mx ~all"'], ("other.example", "MX"): ["10 mx.other.example."]}
        assert "SPF does not count for DMARC" in only(advice(stranger, bounces="other.example"))[1]

    def test_bounces_below_are_aligned_unless_the_record_is_strict(self) -> None:
        below = {
            ("b.paper.example", "TXT"): ['"v=spf1 mx ~all"'],
            ("b.paper.example", "MX"): ["10 mx.paper.example."],
        }
        assert advice(below, bounces="b.paper.example") == []
        strict = {("_dmarc.paper.example", "TXT"): ['"v=DMARC1; p=reject; aspf=s; rua=mailto:a@paper.example"']}
        assert "SPF does not count" in only(advice(below | strict, bounces="b.paper.example"))[1]


class TestTheWayBack:
    def test_bounces_need_a_server(self) -> None:
        assert "No mail server is named" in only(advice({("paper.example", "MX"): []}))[1]
        assert advice({("paper.example", "MX"): [], ("paper.example", "A"): ["192.0.2.1"]}) == []

    def test_a_domain_that_takes_no_mail_gets_no_bounces(self) -> None:
        assert "takes no mail" in only(advice({("paper.example", "MX"): ["0 ."]}))[1]

    def test_without_a_bounce_address_it_is_not_asked(self) -> None:
        assert advice({("paper.example", "MX"): []}, bounces=None) == []


class TestWhenNobodyAnswers:
    def test_a_server_that_fails_says_nothing_of_the_domain(self) -> None:
        level, what, _ = only(advice(broken=("paper.example",)))
        assert (level, "could not be asked" in what) == ("advice", True)

    def test_what_was_found_before_is_still_said(self) -> None:
        found = advice({("paper.example", "TXT"): []}, broken=("_dmarc.paper.example",))
        assert [one.level for one in found] == ["wrong", "advice"]

    def test_a_server_that_keeps_silent_is_waited_for_a_few_seconds(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
            silent.bind(("127.0.0.1", 0))
            resolver = dns.resolver.Resolver(configure=False)
            resolver.nameservers, resolver.port = ["127.0.0.1"], silent.getsockname()[1]
            begun = time.monotonic()
            assert "could not be asked" in only(look("paper.example", resolver))[1]
            assert time.monotonic() - begun < 8

    def test_a_machine_without_a_resolver_is_said(self) -> None:
        resolver = dns.resolver.Resolver(configure=False)
        assert "could not be asked" in only(look("paper.example", resolver))[1]

    @pytest.mark.parametrize("domain", ["", "localhost", "a" * 70 + ".example", "no..dots", "127.0.0.1"])
    def test_a_strange_domain_is_no_fault(self, domain: str) -> None:
        with serving(GOOD) as resolver:
            assert isinstance(look(domain, resolver), list)
