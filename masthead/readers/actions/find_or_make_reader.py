"""Know a reader by their address."""

from __future__ import annotations

import secrets

from masthead.mail.groups import group_of
from masthead.readers.addresses import key_of
from masthead.readers.models import Reader

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_LENGTH = 12  # 60 bits


def find_or_make_reader(address: str, language: str = "") -> Reader:
    """The reader with this address; a new one, not confirmed, when nobody has it yet.

    Who is known keeps the address as first typed, and their language.
    """
    return Reader.objects.get_or_create(
        key=key_of(address),
        defaults={"address": address, "language": language, "group": group_of(address), "token": new_token()},
    )[0]


def new_token() -> str:
    """Something to make the signed links of one reader from: links made from another one are void."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
