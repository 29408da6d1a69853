"""Proof of work: what a reader's device does before a sign-up, unseen, so that a million of them cost a machine dear.

The protocol is ALTCHA's, version 1: find the number that, hashed after a salt, gives the challenge. It knows nothing
of the reader, sets no cookie and asks nobody else. The widget of npm's `altcha` is not taken: it writes styles into
its elements, which the policy of our pages forbids; `static/js/proof_worker.js` does the one thing that is needed.

A proof is not asked for, it is rewarded: without script there is none, and `abuse` sets tighter limits then.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from altcha.v1 import ChallengeOptions, Payload, create_challenge, verify_solution
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from masthead.newsletters.models import UsedProof

# The whole search takes 0.2 s in Chromium on one core of a server of 2024, 1.4 s when slowed down six times, as it
# plays a cheap phone, 2.2 s when ten times; on average half of that, while the reader is still typing.
MOST = 400_000
LASTS = timedelta(minutes=20)
LONGEST = 1000  # letters of what is handed in; ours have some 300
_PARTS = {"algorithm": str, "challenge": str, "number": int, "salt": str, "signature": str}


def challenge() -> dict[str, Any]:
    """A new challenge, as the script of the form gets it."""
    options = ChallengeOptions("SHA-256", MOST, hmac_key=_key(), expires=timezone.now() + LASTS)
    return create_challenge(options).to_dict()


def spend(handed_in: str) -> bool:
    """Whether this is a right, fresh and unused solution; from now on it is used."""
    payload = _read(handed_in)
    if payload is None or not verify_solution(payload, _key())[0]:
        return False
    expires_at = payload.parse_salt()[1]
    if expires_at is None:
        return False
    try:
        with transaction.atomic():
            UsedProof.objects.create(signature=payload.signature, expires_at=datetime.fromtimestamp(expires_at, UTC))
    except IntegrityError:
        return False
    return True


def forget_expired() -> int:
    """Drop what could not be handed in again anyway; how many were dropped. For the worker, now and then."""
    return UsedProof.objects.filter(expires_at__lt=timezone.now() - timedelta(minutes=1)).delete()[0]


def _read(handed_in: str) -> Payload | None:
    """What was handed in, if it is of the right form: ALTCHA's own reading trusts the types of what comes."""
    if not handed_in or len(handed_in) > LONGEST:
        return None
    try:
        parts = json.loads(base64.b64decode(handed_in, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(parts, dict) or parts.get("algorithm") != "SHA-256":
        return None
    if not all(type(parts.get(name)) is kind for name, kind in _PARTS.items()):
        return None
    return Payload.from_dict(parts)  # type: ignore[arg-type]  # looked at just now


def _key() -> str:
    return salted_hmac("masthead.newsletters.proof", "challenge", algorithm="sha256").hexdigest()
