"""E-mail addresses as readers type them."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from masthead.readers.exceptions import NotAnAddress

LONGEST = 254  # RFC 5321: what fits between the brackets of RCPT TO


def read_address(typed: str) -> str:
    """The address as typed, its domain in ASCII. Whether it takes mail is found out by mailing it.

    Raises ``NotAnAddress`` with words for the reader.
    """
    typed = typed.strip()[:320]
    try:
        found = validate_email(
            typed, check_deliverability=False, allow_smtputf8=False, strict=True, test_environment=settings.IS_LOCAL
        ).ascii_email  # on one's own machine .test is as good as any
    except (EmailNotValidError, ValueError):
        found = None
    if found and len(found) <= LONGEST:
        return found
    name, at, _domain = typed.rpartition("@")
    if at and name and not name.isascii():
        raise NotAnAddress(_("Please enter an email address with Latin letters only before the @"))
    raise NotAnAddress(_("Please enter a correct email address"))


def key_of(address: str) -> str:
    """What a reader is known by: upper and lower case are the same mailbox nearly everywhere."""
    return address.strip().lower()
