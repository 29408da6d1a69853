"""What an incoming message says of one of ours. Only what we signed ourselves names a mailing and a recipient."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

from masthead.mail.bounces import arf, dsn, verp
from masthead.mail.bounces.report import Report, in_words

LARGEST = 1024 * 1024  # the notice stands before the copy of our message: the rest can be left out
ADDRESSED = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "X-Rcpt-To", "To", "Cc")
SIGNED = ("X-Masthead-Ref", "Return-Path", "Feedback-ID", "List-Unsubscribe", "Sender", "Errors-To")
FREE = 64 * 1024  # of a notice in free form
LONGEST_HEADER = 2_000
NOTHING = Report("ignored")
# What no report has, and what keeps the library busy for half a minute: the rest of the worker's round waits behind it.
LONGEST_OF_CONTENT, MOST_EDGES = 8_000, 500
_OF_CONTENT = re.compile(rb"^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)

log = logging.getLogger(__name__)


def read(raw: bytes, recipients: Sequence[str] = ()) -> Report:
    """The report in a message; ``recipients`` are those of its envelope, where they are known.

    Delays, replies of absent readers, questions of spam filters and all that was not signed by us are ignored.
    """
    try:
        return _read(raw, recipients)
    except Exception:  # what strangers send may break any parser, and must not keep what lies behind it waiting
        log.warning("event=bounce_unreadable", exc_info=True)
        return NOTHING


def _is_bearable(raw: bytes) -> bool:
    if raw.count(b"\n--") > MOST_EDGES:
        return False
    return all(found.end() - found.start() <= LONGEST_OF_CONTENT for found in _OF_CONTENT.finditer(raw))


def _read(raw: bytes, recipients: Sequence[str]) -> Report:
    raw = raw[:LARGEST]
    if not _is_bearable(raw):
        return NOTHING
    message = message_from_bytes(raw)
    if arf.is_feedback(message):
        return _complaint(message, recipients)
    is_notice = dsn.is_notice(message)
    failure = dsn.failure_in_notice(message) if is_notice else dsn.failure_in_words(message_from_bytes(raw[:FREE]))
    if failure is None:
        return NOTHING
    ids = _by_address(message, recipients) or _by_copy(message)
    if ids is None:
        return Report("ignored", address=failure.address, detail="not signed")
    return Report(failure.verdict, *ids, address=failure.address, detail=in_words(failure.words))


def _complaint(message: Message, recipients: Sequence[str]) -> Report:
    if not arf.is_complaint(message):
        return NOTHING
    ids = _by_copy(message) or _by_address(message, recipients)
    if ids is None:
        return Report("ignored", address=arf.address(message), detail="not signed")
    return Report("complaint", *ids, address=arf.address(message), detail=in_words(arf.words(message)))


def _by_address(message: Message, recipients: Sequence[str]) -> tuple[int, int] | None:
    """From the return address that the report came to."""
    named = [str(value)[:LONGEST_HEADER] for header in ADDRESSED for value in message.get_all(header, [])[:5]]
    for address in (*recipients, *(address for _, address in getaddresses(named))):
        ids = verp.read(address)
        if ids:
            return ids
    return None


def _by_copy(message: Message) -> tuple[int, int] | None:
    """From the head of our own message, which the report carries in whole or in part."""
    for head in _heads(message):
        for value in head:
            ids = verp.read_token(value)
            if ids:
                return ids
    return None


def _heads(message: Message) -> Iterator[list[str]]:
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            if isinstance(inner, Message):
                yield _signed(inner)
        elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
            yield _signed(_headers_alone(part))


def _headers_alone(part: Message) -> Message:
    if part.is_multipart():
        inner = part.get_payload(0)
        return inner if isinstance(inner, Message) else Message()
    raw = part.get_payload(decode=True)
    return message_from_bytes(raw if isinstance(raw, bytes) else b"")


def _signed(head: Message) -> list[str]:
    return [str(value)[:LONGEST_HEADER] for name in SIGNED for value in head.get_all(name, [])[:5]]
