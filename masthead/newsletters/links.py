"""Addresses under `/-/newsletters/` that are made for one reader."""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence
from dataclasses import dataclass

from masthead.lib.numbers import row_number
from masthead.lib.seals import Seal
from masthead.readers.models import Reader

ROOT = "/-/newsletters"
CONFIRM_FOR = 14 * 24 * 60 * 60  # seconds that a link to confirm is good for

_leave, _preferences, _confirm, _change = Seal("leave"), Seal("preferences"), Seal("confirm"), Seal("change address")


@dataclass(frozen=True)
class Confirmation:
    """What an opened link to confirm says."""

    reader: int
    sign_up: int
    is_late: bool


def leave_path(subscription: int) -> str:
    """Where one click ends a subscription (RFC 8058).

    It is good for as long as the subscription: a reader who made all other links void must still be able to leave by
    any mail they find, and the worst that somebody else can do with it is undone with a click.
    """
    return f"{ROOT}/leave/{_leave.make(subscription)}"


def opened_leave(token: str) -> int | None:
    """The subscription that a token ends."""
    words = _leave.open(token)
    return int(words[0]) if words else None


def preferences_path(reader: int, salt: str) -> str:
    """Where a reader sees and changes all that they get."""
    return f"{ROOT}/preferences/{_preferences.make(reader, salt=salt)}"


def opened_preferences(token: str) -> Reader | None:
    """The reader whose preferences a token opens."""
    words = _preferences.open(token, _salt_of_reader)
    return Reader.objects.filter(pk=int(words[0])).first() if words else None


def confirm_path(reader: int, sign_up: int, salt: str, now: float | None = None) -> str:
    """Where a reader confirms what they signed up for, within 14 days."""
    stamp = int(time.time() if now is None else now)
    return f"{ROOT}/confirm/{_confirm.make(reader, sign_up, stamp, salt=salt)}"


def opened_confirmation(token: str) -> Confirmation | None:
    """What a link to confirm says; ``is_late`` when its 14 days are over."""
    words = _confirm.open(token, _salt_of_reader)
    if not words:
        return None
    return Confirmation(int(words[0]), int(words[1]), int(words[2]) + CONFIRM_FOR < time.time())


def change_path(reader: int, address: str, salt: str) -> str:
    """Where a new address is confirmed by who reads its mail."""
    packed = base64.b32encode(address.encode()).decode().rstrip("=")
    return f"{ROOT}/change/{_change.make(reader, packed, int(time.time()), salt=salt)}"


def opened_change(token: str) -> tuple[Reader, str] | None:
    """The reader and the new address, while the link is good."""
    words = _change.open(token, _salt_of_reader)
    if not words or int(words[2]) + CONFIRM_FOR < time.time():
        return None
    reader = Reader.objects.filter(pk=int(words[0])).first()
    packed = words[1] + "=" * (-len(words[1]) % 8)
    return (reader, base64.b32decode(packed).decode()) if reader else None


def _salt_of_reader(words: Sequence[str]) -> str | None:
    return Reader.objects.filter(pk=row_number(words[0])).values_list("token", flat=True).first()
