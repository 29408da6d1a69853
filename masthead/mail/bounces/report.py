"""What one incoming message says of one of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["hard", "soft", "refused", "complaint", "asked", "ignored"]

LONGEST_DETAIL = 300
_ADDRESS = re.compile(r"<?[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+>?")


@dataclass(frozen=True, slots=True)
class Report:
    """A bounce, a complaint, or a message that says nothing.

    hard: there is no such mailbox. soft: it could not take mail this time. refused: the other server does not want
    mail of this kind or from this sender, which says nothing of the reader. asked: unsubscribed at the sending service.
    """

    kind: Kind
    mailing: int | None = None
    recipient: int | None = None
    address: str = ""  # as the report names it: only its say-so, unless it is vouched for
    detail: str = ""
    is_vouched: bool = False  # the reporter has proved who it is, so that an address alone is enough


def in_words(text: str) -> str:
    """A server's answer as it may be kept: one line, bounded, without anybody's address."""
    kept = text[: 4 * LONGEST_DETAIL].replace("\0", " ").encode("utf-8", "replace").decode()  # what a database can keep
    return _ADDRESS.sub("(address)", " ".join(kept.split()))[:LONGEST_DETAIL]
