"""What a refusal means, by codes and words that servers really use."""

from __future__ import annotations

import pytest

from masthead.mail.bounces.verdict import judge


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("5.1.1", ""),
        ("5.0.0", "550 5.1.1 User unknown"),
        ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
        ("5.0.0", "550 No such user - psmtp"),
        ("", "550 Invalid recipient"),
        ("5.0.0", "550 unrouteable address"),
        ("5.4.4", "Host or domain name not found"),
        ("5.2.1", "550 5.2.1 mailbox disabled, not accepting messages"),
        ("", "556 5.1.10 Domain does not accept mail (nullMX)"),
    ],
)
def test_the_mailbox_is_gone(status: str, words: str) -> None:
    assert judge(status, words) == "hard"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("4.4.7", ""),
        ("4.2.2", "452 4.2.2 The recipient's inbox is out of storage space"),
        ("5.2.2", ""),
        ("5.0.0", "552 Quota exceeded"),
        ("5.4.7", "550 4.4.7 QUEUE.Expired; message expired"),
        ("4.1.1", "450 4.1.1 User unknown in local recipient table"),
        ("5.3.4", "552 5.3.4 Message size exceeds fixed limit"),
        ("5.4.6", "554 5.4.6 Too many hops"),
        ("5.0.0", "554 Transaction failed"),
        ("", ""),
        ("nonsense", "\x00 nothing that anybody could make sense of"),
    ],
)
def test_it_may_be_otherwise_another_time_or_nobody_knows(status: str, words: str) -> None:
    assert judge(status, words) == "soft"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("5.7.1", "550 5.7.1 Service unavailable, client host blocked using a list"),
        ("5.7.26", "550-5.7.26 This mail is unauthenticated"),
        ("5.1.8", "553 5.1.8 Domain of sender address does not exist"),
        ("5.1.1", "550 5.1.1 Mailbox unavailable. Your IP address 192.0.2.10 is blacklisted using a list"),
        ("5.0.0", "554 Your message looks like SPAM or has been reported as SPAM"),
        ("5.0.0", "550 DMARC check failed"),
        ("5.0.0", "550 Administrative prohibition: relay access denied"),
        ("5.6.0", "554 5.6.0 Invalid message content"),
    ],
)
def test_the_sender_is_not_wanted_which_is_not_the_readers_doing(status: str, words: str) -> None:
    assert judge(status, words) == "refused"
