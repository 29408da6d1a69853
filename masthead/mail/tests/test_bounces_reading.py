"""What incoming messages say, by samples of real servers."""

from __future__ import annotations

import random
import time

import pytest
from pytest_django import Settings

from masthead.mail.bounces import verp
from masthead.mail.bounces.reading import LARGEST, read
from masthead.mail.tests.samples import NAMES, sample

EXPECTED = {
    "alias-partly-delivered": "ignored",
    "arf-address-alone": "ignored",
    "arf-auth-failure": "ignored",
    "arf-feedback-id-alone": "complaint",
    "arf-headers-only": "complaint",
    "arf-hotmail": "complaint",
    "arf-not-spam": "ignored",
    "arf-redacted": "complaint",
    "arf-yahoo": "complaint",
    "challenge": "ignored",
    "exchange-recipient-not-found": "hard",
    "exchange-restricted": "refused",
    "exim-dsn-unroutable": "hard",
    "exim-plain": "hard",
    "exim-warning": "ignored",
    "gmail-disabled": "hard",
    "gmail-no-such-user": "hard",
    "gmail-over-quota": "soft",
    "gmail-rate": "soft",
    "gmail-unauthenticated": "refused",
    "gmx-policy": "refused",
    "human-reply": "ignored",
    "icloud-unknown": "hard",
    "mailru-no-user": "hard",
    "mailru-spam": "refused",
    "microsoft365-unknown": "hard",
    "out-of-office-exchange": "ignored",
    "out-of-office-ukrainian": "ignored",
    "outlook-blocked": "refused",
    "outlook-no-mailbox": "hard",
    "postfix-delayed": "ignored",
    "postfix-expired": "soft",
    "postfix-greylisted-too-long": "soft",
    "postfix-host-not-found": "hard",
    "postfix-mailbox-full": "soft",
    "postfix-spamhaus": "refused",
    "postfix-user-unknown": "hard",
    "qmail": "hard",
    "qmail-full": "soft",
    "read-receipt": "ignored",
    "relayed": "ignored",
    "sendmail-unknown": "hard",
    "ses-bounce": "hard",
    "ukrnet-full": "soft",
    "ukrnet-unknown": "hard",
    "yahoo-deferred-too-long": "soft",
    "yahoo-no-account": "hard",
    "yahoo-policy": "refused",
}


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.BOUNCE_ADDRESS = "bounces@paper.example"


def test_every_sample_is_expected_to_say_something() -> None:
    assert list(EXPECTED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_the_sample(name: str) -> None:
    report = read(sample(name))
    assert report.kind == EXPECTED[name]
    if report.kind != "ignored":
        assert (report.mailing, report.recipient) == (7, 42)


@pytest.mark.parametrize("name", [name for name, kind in EXPECTED.items() if kind in ("hard", "soft", "refused")])
def test_a_bounce_names_the_address_and_keeps_the_words_without_it(name: str) -> None:
    report = read(sample(name))
    assert report.address.startswith("olena@")
    assert report.detail
    assert "olena@" not in report.detail
    assert "\n" not in report.detail
    assert len(report.detail) <= 300


@pytest.mark.parametrize("name", NAMES)
def test_a_forged_return_address_says_nothing(name: str) -> None:
    """The same message, complete but for the signature, from somebody who has none."""
    raw = sample(name, address="bounces+7-42-abcdefghij@paper.example", ref="7-42-abcdefghij")
    report = read(raw, ["bounces+7-42-abcdefghij@paper.example"])
    assert report.kind == "ignored"
    assert report.mailing is None


def test_the_envelope_is_believed_when_the_header_names_another() -> None:
    raw = sample("postfix-user-unknown", address="bounces@paper.example", ref="none")
    assert read(raw).kind == "ignored"
    assert read(raw, [verp.sender_for(3, 4)]).kind == "hard"
    assert read(raw, [verp.sender_for(3, 4)]).recipient == 4


def test_the_copy_of_our_message_is_enough() -> None:
    """Some servers send bounces to the address in From."""
    report = read(sample("postfix-user-unknown", address="news@paper.example"))
    assert (report.kind, report.mailing, report.recipient) == ("hard", 7, 42)


@pytest.mark.parametrize("header", ["X-Original-To", "Delivered-To", "Envelope-To"])
def test_the_envelope_is_found_in_what_the_mailbox_noted(header: str) -> None:
    raw = sample("postfix-user-unknown", address="bounces@paper.example", ref="none")
    report = read(f"{header}: {verp.sender_for(3, 4)}\r\n".encode() + raw)
    assert (report.kind, report.mailing, report.recipient) == ("hard", 3, 4)


def test_what_our_own_message_says_does_not_count() -> None:
    """The copy below the notice speaks of spam and policy; the notice of an unknown user."""
    assert b"Police policy on spam" in sample("qmail")
    assert read(sample("qmail")).kind == "hard"


def test_a_letter_is_mailing_nought() -> None:
    report = read(sample("postfix-user-unknown", mailing=0, recipient=5))
    assert (report.mailing, report.recipient) == (0, 5)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\r\n\r\n", b"\x00\xff" * 2_000, b"From: x\r\n", b"Content-Type: multipart/report; boundary=\r\n\r\n--\r\n",
     b"Content-Type: multipart/report; boundary=a\r\n\r\n--a\r\nContent-Type: message/delivery-status\r\n\r\n--a--\r\n",
     b"Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse",
     b"From: MAILER-DAEMON@x\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe"],
)  # fmt: skip
def test_it_bears_what_is_no_message(raw: bytes) -> None:
    assert read(raw).kind == "ignored"


def test_it_bears_damaged_samples() -> None:
    """Cut off anywhere, bytes turned: it may be ignored or read, but it never fails and never names another reader."""
    dice = random.Random(11)
    for name in NAMES:
        raw = sample(name)
        for _ in range(25):
            damaged = bytearray(raw[: dice.randrange(len(raw))])
            for _ in range(dice.randrange(6)):
                if damaged:
                    damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            report = read(bytes(damaged))
            assert (report.mailing, report.recipient) in ((None, None), (7, 42))


def test_what_is_too_large_is_read_as_far_as_it_goes() -> None:
    raw = sample("postfix-user-unknown")
    report = read(raw.replace(b"\r\n--=_bounds_1--", b"\r\n" + b"x" * 2 * LARGEST + b"\r\n--=_bounds_1--"))
    assert report.kind == "hard"


def nested(depth: int) -> bytes:
    """Parts within parts, deeper than any parser goes."""
    return b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))


@pytest.mark.parametrize(
    "raw",
    [
        nested(15_000),
        b"Content-Type: message/rfc822\r\n\r\n" * 20_000,
        b"From: MAILER-DAEMON@x.example\r\n\r\n" + b"a" * LARGEST,
        b"From: MAILER-DAEMON@x.example\r\n\r\n" + b"<" * LARGEST,
        b"From: MAILER-DAEMON@x.example\r\nTo: " + b"(" * LARGEST + b"\r\n\r\nx",
        b"Content-Type: multipart/report; boundary=a\r\n\r\n--a\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Action: failed\r\nDiagnostic-Code: smtp; " + b"user " * 100_000 + b"\r\n\r\n--a--\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 90_000,
        b"Content-Type: multipart/report; " + b"a=b; " * 200_000 + b"\r\n\r\nx",
        b"Content-Type: multipart/report;\r\n" + b" a=b;\r\n" * 100_000 + b"\r\n\r\nx",
        b"Content-Type: multipart/report; " + b"".join(b"a*%d=b; " % n for n in range(90_000)) + b"\r\n\r\nx",
    ],
    ids=[
        "nested", "enclosed", "one-line", "angles", "comment", "long-answer", "parts", "parameters", "folded", "pieces",
    ],
)  # fmt: skip
def test_what_is_made_to_choke_on_is_ignored_soon(raw: bytes) -> None:
    begun = time.process_time()
    assert read(raw).kind == "ignored"
    assert time.process_time() - begun < 3


def test_a_notice_whose_table_was_lost_on_the_way_is_read_by_its_words() -> None:
    """Some gateways turn every part into plain text. flufl.bounce knows Sendmail's words among others."""
    raw = sample("sendmail-unknown").replace(b"message/delivery-status", b"text/plain")
    assert read(raw).kind == "hard"
