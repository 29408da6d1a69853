"""Keys of one purpose each, derived from ``SECRET_KEY`` by HMAC-SHA256 (RFC 2104): knowing one tells no other."""

from __future__ import annotations

import hmac
from functools import lru_cache

from django.conf import settings


def derived_key(purpose: str) -> bytes:
    """The key, 32 bytes. Kept, since a mailing asks for the same few a million times."""
    return _derived(purpose, settings.SECRET_KEY)


@lru_cache(maxsize=64)
def _derived(purpose: str, secret: str) -> bytes:
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")
