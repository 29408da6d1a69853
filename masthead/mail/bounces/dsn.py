"""Bounces: notices in the form of RFC 3464, and the free forms that flufl.bounce knows."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr

from flufl.bounce import all_failures

from masthead.mail.bounces.verdict import Verdict, judge

log = logging.getLogger(__name__)
MILDEST_FIRST: tuple[Verdict, ...] = ("soft", "refused", "hard")
DAEMONS = re.compile(
    r"mailer-?daemon|postmaster|mail ?delivery|mail-?daemon|mdaemon|delivery (status|failure|system)|non-?delivery",
    re.IGNORECASE,
)
COPY = re.compile(
    r"^[-=_* ]{0,12}(below this line is a copy|this is a copy of (the|your) message|copy of the message|"
    r"message headers? follow)|^[-=_*]{2,}.{0,4}(begin )?(original|returned|unsent|undelivered) message|"
    r"^(return-path|received):",
    re.IGNORECASE | re.MULTILINE,
)
LONGEST_NOTICE = 4_000
LONGEST_ANSWER = 1_000


@dataclass(frozen=True, slots=True)
class Failure:
    """What a notice says of one recipient."""

    verdict: Verdict
    address: str
    words: str


def is_notice(message: Message) -> bool:
    """Whether it is a delivery status notification by its form, and a whole one."""
    return any(True for _ in _recipients(message))


def failure_in_notice(message: Message) -> Failure | None:
    """The failure that a notice tells of; ``None`` for a delay, a delivery, a relay.

    One of our messages goes to one address. Where that is an alias of several and one of them still takes mail,
    nothing has failed; where several fail, the mildest failure counts.
    """
    found: list[Failure] = []
    for block in _recipients(message):
        action = str(block.get("Action", "")).strip().lower()
        if action.startswith(("fail", "error")):
            found.append(_failure(block))
        elif not action.startswith("delay"):
            return None
    return min(found, key=lambda failure: MILDEST_FIRST.index(failure.verdict), default=None)


def failure_in_words(message: Message) -> Failure | None:
    """The failure in a notice of free form (qmail, old Exim, Yahoo), sent by a mail server and by nobody else."""
    sender = f"{message.get('From', '')} {message.get('Sender', '')}"
    if not DAEMONS.search(sender) and "X-Failed-Recipients" not in message:
        return None
    try:
        _, permanent = all_failures(message)
    except Exception:  # what a stranger sends may break any of its detectors
        log.warning("event=bounce_unreadable", exc_info=True)
        return None
    addresses = sorted(address.decode("ascii", "replace") for address in permanent)
    if not addresses:
        return None
    words = _notice(message)
    return Failure(judge("", words), addresses[0], words)


def _recipients(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            for block in part.get_payload():
                if isinstance(block, Message) and ("Final-Recipient" in block or "Action" in block):
                    yield block


def _failure(block: Message) -> Failure:
    named = _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
    answer, status = _field(block, "Diagnostic-Code"), _field(block, "Status")
    words = answer.partition(";")[2] or answer
    return Failure(judge(status, words), parseaddr(named.rpartition(";")[2].strip())[1].lower(), words or status)


def _field(block: Message, name: str) -> str:
    return str(block.get(name, ""))[:LONGEST_ANSWER]


def _notice(message: Message) -> str:
    """The server's own words, without the copy of our message below them: that may speak of anything."""
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            raw = part.get_payload(decode=True)
            text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
            return COPY.split(text[: 2 * LONGEST_NOTICE], maxsplit=1)[0][:LONGEST_NOTICE]
    return ""
