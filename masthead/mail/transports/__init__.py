"""Ways by which mail leaves, chosen by ``EMAIL_URL``. Reading that needs no Django, so nothing here does early."""

from __future__ import annotations

from pathlib import Path

from masthead.mail.exceptions import CannotConnect, Lost, MailError
from masthead.mail.transports.address import MailAddress
from masthead.mail.transports.session import Answer, Dotless, Parcel, Session, Transport

__all__ = [
    "Answer", "CannotConnect", "Dotless", "Lost", "MailAddress", "MailError", "Parcel", "Session", "Transport",
    "outbox", "transport",
]  # fmt: skip


def transport() -> Transport:
    """The way that ``settings.MAIL`` names. Libraries are loaded here, so that who sends nothing waits for none."""
    from django.conf import settings

    address: MailAddress = settings.MAIL
    if address.service:
        from masthead.mail.transports.esp import EspTransport

        return EspTransport(address)
    if address.is_real:
        from masthead.mail.transports.smtp import SmtpTransport

        return SmtpTransport(address, own_name=settings.PUBLIC_HOST)
    from masthead.mail.transports.spool import SpoolTransport

    return SpoolTransport(outbox())


def outbox() -> Path:
    """Where the spool keeps its messages."""
    from django.conf import settings

    return Path(settings.DATA) / "mail" / "outbox"
