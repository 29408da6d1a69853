"""Whom never to mail. An address is kept as a keyed hash, so that it stays suppressed after the reader was erased."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from masthead.lib.keys import derived_key
from masthead.mail.models import SoftBounce, Suppression

SOFT_LIMIT = 5  # soft bounces ...
SOFT_SPAN = timedelta(days=10)  # ... over at least so long: a full mailbox gets time to be emptied
SOFT_MEMORY = timedelta(days=45)  # after so long without one, the count begins anew: mail has been taken in between
AT_ONCE = 10_000  # keys in one question to the database
PURPOSE = "masthead.mail.suppression.1"
GRAVITY = ("hard_bounce", "asked", "complaint")


def address_key(address: str) -> str:
    """The address as it is kept: without the key of this installation nobody can tell whose it is."""
    return hmac.digest(derived_key(PURPOSE), address.strip().lower().encode(), "sha256").hex()


def is_suppressed(address: str) -> bool:
    """Whether the address must not be mailed."""
    return Suppression.objects.filter(key=address_key(address)).exists()


def suppressed(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that must not be mailed, by one question to the database for many."""
    keyed = [(address_key(address), address) for address in addresses]
    found: set[str] = set()
    for start in range(0, len(keyed), AT_ONCE):
        keys = [key for key, _ in keyed[start : start + AT_ONCE]]
        found.update(Suppression.objects.filter(key__in=keys).values_list("key", flat=True))
    return {address for key, address in keyed if key in found}


def suppress(address: str, reason: str, detail: str = "") -> None:
    """Mail the address no more. A graver reason takes the place of a lighter one: a complaint is never forgotten."""
    key = address_key(address)
    kept, is_new = Suppression.objects.get_or_create(key=key, defaults={"reason": reason, "detail": detail[:300]})
    if not is_new and GRAVITY.index(reason) > GRAVITY.index(kept.reason):
        Suppression.objects.filter(key=key).update(reason=reason, detail=detail[:300], at=timezone.now())


def lift(address: str) -> bool:
    """Mail the address again, after somebody has looked at it; whether it was suppressed."""
    forget_soft_bounces(address)
    return bool(Suppression.objects.filter(key=address_key(address)).delete()[0])


def note_soft_bounce(address: str) -> bool:
    """Count a mailbox that could not take mail; whether that was once too often and the address is now suppressed."""
    key, now = address_key(address), timezone.now()
    with transaction.atomic():
        kept, is_new = SoftBounce.objects.select_for_update().get_or_create(
            key=key, defaults={"first_at": now, "last_at": now}
        )
        if is_new:
            return False
        if now - kept.last_at > SOFT_MEMORY:
            kept.count, kept.first_at = 0, now
        kept.count, kept.last_at = min(kept.count + 1, 30_000), now
        if kept.count < SOFT_LIMIT or now - kept.first_at < SOFT_SPAN:
            kept.save()
            return False
        kept.delete()
        suppress(address, Suppression.Reason.HARD_BOUNCE, f"{kept.count} times since {kept.first_at:%Y-%m-%d}")
    return True


def forget_soft_bounces(address: str) -> None:
    """The mailbox has taken mail again."""
    SoftBounce.objects.filter(key=address_key(address)).delete()
