"""Posting a letter: it is written into the same transaction as what it is about, and sent by the worker."""

from __future__ import annotations

from django.core.mail import EmailMessage

from masthead.mail.models import Letter


def post_letter(kind: str, recipient: str, message: EmailMessage, about: str = "") -> Letter:
    """Have ``message`` sent to ``recipient``. ``about`` is what the room finds its letters by."""
    return Letter.objects.create(kind=kind, recipient=recipient, message=as_posted(message), about=about)


def as_posted(message: EmailMessage) -> bytes:
    """The message as it is kept and sent: CRLF, and seven bits only (RFC 5322)."""
    from masthead.mail.backend import as_bytes

    return as_bytes(message)
