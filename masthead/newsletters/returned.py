"""Mail that came back: who cannot be reached, or does not want it, is taken off the lists."""

from __future__ import annotations

from typing import Any

from masthead.mail.signals import bounced, complained
from masthead.newsletters.actions.leave import leave_all
from masthead.readers.addresses import key_of
from masthead.readers.models import Reader


def connect() -> None:
    """Called once, when the room is ready."""
    bounced.connect(_bounced, dispatch_uid="newsletters-bounced")
    complained.connect(_complained, dispatch_uid="newsletters-complained")


def _bounced(sender: object, address: str, kind: str, **kwargs: Any) -> None:
    """Only a mailbox that does not exist: one that was full may have room tomorrow."""
    if kind == "hard":
        _take_off(address, "bounce")


def _complained(sender: object, address: str, kind: str, **kwargs: Any) -> None:
    _take_off(address, "complaint" if kind == "complaint" else "service")


def _take_off(address: str, by: str) -> None:
    reader = Reader.objects.filter(key=key_of(address)).first() if address else None
    if reader is not None:
        leave_all(reader, by)
