"""MASTHEAD_BOUNCES and MASTHEAD_BOUNCE_ADDRESS as operators write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.mail.bounces.address import Source, read, read_bounce_address


def test_nothing_is_no_source() -> None:
    assert read("") is None
    assert read("  ") is None


def test_it_reads_a_maildir(tmp_path: Path) -> None:
    assert read(f"maildir://{tmp_path}") == Source("maildir", folder=str(tmp_path))
    assert read("maildir:///var/mail/with%20space") == Source("maildir", folder="/var/mail/with space")


def test_it_reads_imap_in_its_three_forms() -> None:
    sealed = read("imaps://bounces%40paper.example:se%2Fcret@mail.paper.example/Bounces/New")
    assert sealed == Source(
        "imap", "Bounces/New", "mail.paper.example", 993, "bounces@paper.example", "se/cret", "implicit"
    )
    assert read("imap+starttls://u:p@mail.example") == Source(
        "imap", "INBOX", "mail.example", 143, "u", "p", "starttls"
    )
    assert read("imap://u:p@127.0.0.1:10143/") == Source("imap", "INBOX", "127.0.0.1", 10143, "u", "p", "none")


def test_it_reads_lmtp() -> None:
    assert read("lmtp://127.0.0.1:2424") == Source("lmtp", host="127.0.0.1", port=2424)
    assert read("lmtp://[::1]:2424") == Source("lmtp", host="::1", port=2424)
    assert read("lmtp://10.0.0.5:2424?open=yes") == Source("lmtp", host="10.0.0.5", port=2424)


def test_the_password_is_never_shown() -> None:
    source = read("imaps://u:secret@mail.example/INBOX")
    assert "secret" not in repr(source)
    assert "secret" not in str(source)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("maildir://var/mail", "three slashes"),
        ("maildir:///", "names no folder"),
        ("maildir:///etc/passwd", "a file"),
        ("imaps://mail.example/INBOX", "no host, user or password"),
        ("imap://u:p@mail.example/INBOX", "in the clear"),
        ("lmtp://127.0.0.1", "no port"),
        ("lmtp://10.0.0.5:2424", "?open=yes"),
        ("lmtp://0.0.0.0:2424", "?open=yes"),
        ("lmtp://127.0.0.1:99999", "port"),
        ("pop3://u:p@mail.example", "does not begin"),
        ("imaps://[broken", "is not an address"),
        ("/var/mail/bounces", "does not begin"),
    ],
)
def test_it_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("?", r"\?")):
        read(text)


def test_it_reads_the_bounce_address() -> None:
    assert read_bounce_address("") is None
    assert read_bounce_address(" Bounces@Paper.example ") == "bounces@paper.example"


@pytest.mark.parametrize(
    "text", ["bounces", "bounces@", "@paper.example", "a b@paper.example", "a+b@paper.example", "b@paper",
             "б@paper.example", "b" * 25 + "@paper.example", "a@b@paper.example", "a@paper.example\nBcc: x@y.example"]
)  # fmt: skip
def test_it_refuses_what_cannot_carry_a_signature(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an e-mail address|more than 24"):
        read_bounce_address(text)
