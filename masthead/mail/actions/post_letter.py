"""Posting a letter: it is written into the same transaction as what it is about, and sent by the worker."""

from __future__ import annotations

from django.core.mail import EmailMessage

from masthead.mail.backend import seven_bit
from masthead.mail.models import Letter


def post_letter(kind: str, recipient: str, message: EmailMessage, about: str = "") -> Letter:
    """Have ``message`` sent to ``recipient``. ``about`` is what the room finds its letters by."""
    return Letter.objects.create(kind=kind, recipient=recipient, message=seven_bit(message), about=about)
