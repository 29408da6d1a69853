"""Asking a cache's service, with its refusals as ``DeliveryFailed``."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from masthead.press.targets.target import DeliveryFailed

PATIENCE = 3.0  # seconds; printing waits for the answer, and what fails is tried again
BUSY = (408, 425, 429)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token is never carried on to another address."""

    def redirect_request(self, *args: Any, **named: Any) -> None:
        return None


OUTSIDE = urllib.request.build_opener(_NoRedirect)
NEARBY = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))  # a machine of ours, by no proxy


def ask(request: urllib.request.Request, who: object, opener: urllib.request.OpenerDirector = OUTSIDE) -> bytes:
    """The body of the answer. ``who``: the cache, for the message."""
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            body: bytes = answer.read()
            return body
    except urllib.error.HTTPError as refused:
        with refused:
            said = _reason(refused.read(4096))
        permanent = refused.code < 500 and refused.code not in BUSY
        raise DeliveryFailed(f"{who}: {refused.code} {refused.reason}{said}", permanent) from None
    except (OSError, ValueError) as error:  # no route, no answer in time, no HTTP
        raise DeliveryFailed(f"{who}: {getattr(error, 'reason', None) or error}") from None


def _reason(body: bytes) -> str:
    """What the service says of its refusal, when it says it as JSON."""
    try:
        said = json.loads(body)
        words = said.get("msg") or ", ".join(str(error.get("message")) for error in said["errors"])
    except (ValueError, KeyError, AttributeError, TypeError):
        return ""
    return f" ({' '.join(str(words).split())[:200]})" if words else ""
