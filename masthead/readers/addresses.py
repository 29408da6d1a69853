"""E-mail addresses as readers type them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from masthead.readers.exceptions import NotAnAddress

LONGEST = 254  # RFC 5321: what fits between the brackets of RCPT TO


def read_address(typed: str) -> str:
    """The address as typed, its domain in ASCII. Whether it takes mail is found out by mailing it.

    Raises ``NotAnAddress`` with words for the reader.
    """
    try:
        found = validate_email(typed.strip()[:320], check_deliverability=False, allow_smtputf8=False).ascii_email
    except (EmailNotValidError, ValueError):
        found = None
    if not found or len(found) > LONGEST:
        raise NotAnAddress(_("Please enter a correct email address"))
    return found


def key_of(address: str) -> str:
    """What a reader is known by: upper and lower case are the same mailbox nearly everywhere."""
    return address.strip().lower()
