"""The security policy of a mirrored page: as strict as the printed one's, and right for a page from a disk."""

from __future__ import annotations

import base64
import hashlib
import re

_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
# Browsers differ on whether "self" of a page from a disk is its files; from a server ``file:`` allows nothing.
HERE = "'self' file:"


def hash_of(text: str) -> str:
    """A style or script as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def hashes_in(policy: str) -> set[str]:
    """Every style and script that the printed page allowed."""
    return set(_HASH.findall(policy))


def mirrored(scripts: list[str], styles: list[str], address: str) -> str:
    """The policy: files of the copy and these inline styles and scripts; forms go to the public address only.

    It upgrades nothing to https, which a disk or an onion has not.
    """
    rules = [
        "default-src 'none'",
        " ".join(["script-src", HERE, *scripts]),
        " ".join(["style-src", HERE, *styles]),
        f"img-src {HERE} data:",
        f"font-src {HERE}",
        f"media-src {HERE}",
        f"form-action {address}",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    ]
    return "; ".join(rules)
