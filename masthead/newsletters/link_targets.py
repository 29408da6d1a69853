"""Where a block of an issue may lead: a path of the paper, a page of the web, an address to write to."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# A script as an address would run where editors look at a draft; two slashes, or a backslash, lead to another host.
_GOOD = re.compile(r"(/(?![/\\])|https?://|mailto:)[^\s\\]*\Z")
_SAID = _("Write a path of the paper, such as /join/, or an address that begins with https://.")


def link_target(address: str) -> None:
    """Raises ``ValidationError`` for an address that no block may lead to."""
    if not _GOOD.match(address):
        raise ValidationError(_SAID)


def safe_target(address: str) -> str:
    """The address, or the front page for one that an issue written before must not lead to."""
    return address if _GOOD.match(address) else "/"
