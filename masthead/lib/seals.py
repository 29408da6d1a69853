"""Links that only we can have made: some plain words and a seal over them.

A token is ``WORD-WORD-SEAL``: what it says can be read by anybody, but not changed. The seal is the first 96 bits of
HMAC-SHA256 (RFC 2104) in hexadecimal, so that a token survives being typed, and fits into mail headers without being
folded. The key is derived from ``SECRET_KEY`` for each purpose. A million are made for one mailing: it takes 3 µs.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Sequence

from masthead.lib.keys import derived_key

_LENGTH = 24
_SAID = re.compile(r"[A-Za-z0-9_-]*\Z")


class Seal:
    """Makes and opens tokens of one purpose; those of another are refused."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose

    def make(self, *words: str | int, salt: str = "") -> str:
        """A token that says ``words``. With a ``salt``, it is void as soon as that changes.

        Raises ``ValueError`` for a word with other characters than letters, digits and the underscore.
        """
        said = "-".join(map(str, words))
        if not _SAID.match(said) or said.count("-") != len(words) - 1:
            raise ValueError(f"{said!r} cannot stand in a token")
        return f"{said}-{self._mark(said, salt)}"

    def open(self, token: str, salt: str | Callable[[Sequence[str]], str | None] = "") -> list[str] | None:
        """The words, or ``None`` when it was not made here. ``salt`` may be looked up by the words."""
        said, _, mark = token.rpartition("-")
        if not said or len(token) > 500:
            return None
        words = said.split("-")
        found = salt(words) if callable(salt) else salt
        if found is None or not hmac.compare_digest(mark.encode(), self._mark(said, found).encode()):
            return None
        return words

    def _mark(self, said: str, salt: str) -> str:
        digest = hmac.digest(derived_key(f"masthead seal {self.purpose}"), f"{salt}\n{said}".encode(), "sha256")
        return digest.hex()[:_LENGTH]
