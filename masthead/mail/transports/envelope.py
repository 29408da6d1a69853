"""Addresses as they go into an envelope: nothing in them may begin a line or a command of its own."""

from __future__ import annotations

import re

import idna

# No space, no control character, no angle bracket: they would end the address and begin something else.
_SAFE = re.compile(r"[!-;=?-~]+@[0-9A-Za-z._:\[\]-]+")
LONGEST = 254


def envelope_address(address: str) -> str:
    """The address as a relay reads it, its domain in ASCII. ``ValueError`` when it cannot be written safely."""
    if not address.isascii():
        address = _with_ascii_domain(address)
    if len(address) > LONGEST or not _SAFE.fullmatch(address):
        raise ValueError("this is no address that can be written to a relay")
    return address


def _with_ascii_domain(address: str) -> str:
    """``reader@приклад.укр`` has another spelling that every relay takes; a name before the @ has none."""
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        raise ValueError("its domain has characters that no domain has") from None
