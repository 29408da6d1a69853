"""The return address that names the message: ``bounces+MAILING-RECIPIENT-SIGNATURE@paper.example``.

A bounce comes back to it, whatever the other server writes into the bounce itself. The signature keeps strangers from
making up bounces that would silence a reader; what is not signed by us says nothing.
"""

from __future__ import annotations

import hmac
import re
from functools import lru_cache

from django.conf import settings

from masthead.lib.keys import derived_key

LETTER = 0  # single mails belong to no mailing
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"  # lower case: some servers change the case of an address
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
TOKEN = re.compile(r"(?<![0-9])([0-9]{1,19})-([0-9]{1,19})-([a-z2-7]{10})(?![a-z0-9])", re.IGNORECASE | re.ASCII)
ADDRESS = re.compile(r"^<?[^@\s<>]+[+=_-]" + TOKEN.pattern + r"@[^@\s<>]+>?$", re.IGNORECASE | re.ASCII)


@lru_cache(maxsize=4)
def _around(address: str) -> tuple[str, str]:
    local, _, domain = address.rpartition("@")
    return f"{local}+", f"@{domain}"


def token(mailing_id: int, recipient_id: int) -> str:
    """``MAILING-RECIPIENT-SIGNATURE``, as it also stands in the header ``X-Masthead-Ref``."""
    named = f"{mailing_id}-{recipient_id}"
    digest = hmac.digest(derived_key("masthead.mail.verp.1"), named.encode(), "sha256")
    bits = int.from_bytes(digest[:7], "big") >> 6
    pairs = PAIRS
    return (
        f"{named}-{pairs[bits >> 40]}{pairs[bits >> 30 & 1023]}{pairs[bits >> 20 & 1023]}"
        f"{pairs[bits >> 10 & 1023]}{pairs[bits & 1023]}"
    )


def sender_for(mailing_id: int, recipient_id: int) -> str:
    """The envelope sender for one reader's copy; without a bounce address the paper's own."""
    if not settings.BOUNCE_ADDRESS:
        sender: str = settings.MAIL_FROM
        return sender
    before, after = _around(settings.BOUNCE_ADDRESS)
    return before + token(mailing_id, recipient_id) + after


def read(address: str) -> tuple[int, int] | None:
    """Mailing and recipient of a return address of ours; ``None`` when we did not sign it."""
    found = ADDRESS.match(address.strip())
    return _checked(found) if found else None


def read_token(text: str) -> tuple[int, int] | None:
    """Mailing and recipient of the first token of ours within a text, such as a header."""
    for found in TOKEN.finditer(text):
        ids = _checked(found)
        if ids:
            return ids
    return None


def _checked(found: re.Match[str]) -> tuple[int, int] | None:
    mailing_id, recipient_id = int(found[1]), int(found[2])
    given = f"{found[1]}-{found[2]}-{found[3].lower()}"
    return (mailing_id, recipient_id) if hmac.compare_digest(token(mailing_id, recipient_id), given) else None
