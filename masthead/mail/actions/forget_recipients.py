"""Forget to whom something was mailed, for readers who leave or are erased."""

from __future__ import annotations

from collections.abc import Collection

from masthead.mail.models import Letter, Undelivered


def withdraw_letters(kind: str, about: str) -> None:
    """Do not send single mails that still wait."""
    Letter.objects.filter(kind=kind, about=about, state=Letter.State.WAITING).delete()


def forget_address(address: str) -> None:
    """Delete single mails to an address, sent or not."""
    Letter.objects.filter(recipient__iexact=address).delete()


def forget_recipients(kind: str, ids: Collection[int]) -> None:
    """Delete what is noted of recipients of mailings of this kind: who was refused, bounced or complained."""
    Undelivered.objects.filter(mailing__kind=kind, recipient__in=ids).delete()
