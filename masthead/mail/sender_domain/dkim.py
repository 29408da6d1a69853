"""DKIM: the public half of the key that our relay signs with (RFC 6376)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence

from masthead.mail.sender_domain.advice import Advice
from masthead.mail.sender_domain.asking import Directory

SHORTEST = 150  # bytes: an RSA key of 1,024 bits with its wrapping has 162, and less is not believed any more
SHORTISH = 270  # one of 2,048 bits has 294


def look(directory: Directory, domain: str, selectors: Sequence[str]) -> Iterator[Advice]:
    """Whether each selector has a usable key."""
    if not selectors:
        yield Advice(
            "advice",
            f"Whether mail of {domain} is signed (DKIM) was not looked up, since the name of the key is not known.",
            "Your relay or mail service signs and shows the record to add. Then tell us its name, the word before "
            "._domainkey: MASTHEAD_DKIM_SELECTORS=NAME",
        )
    for selector in selectors:
        yield from _one(directory, domain, selector)


def _one(directory: Directory, domain: str, selector: str) -> Iterator[Advice]:
    name = f"{selector}._domainkey.{domain}"
    found = directory.texts(name)
    if not found:
        yield Advice(
            "wrong",
            f"There is no DKIM key at {name}, so that our signatures cannot be checked.",
            f"Add the record that your relay or mail service shows. Its form: name {name}, type TXT, value: "
            "v=DKIM1; k=rsa; p=PUBLIC-KEY",
        )
        return
    tags = read_tags(found[0])
    key = tags.get("p", "")
    if not key:
        yield Advice("wrong", f"The DKIM key at {name} has been withdrawn (p= is empty).",
                     "Let your relay make a new key, and add the record that it shows.")  # fmt: skip
    elif tags.get("k", "rsa") == "rsa":
        yield from _strength(name, key)


def _strength(name: str, key: str) -> Iterator[Advice]:
    try:
        length = len(base64.b64decode("".join(key.split()), validate=True))
    except (binascii.Error, ValueError):
        yield Advice("wrong", f"The DKIM key at {name} is damaged.", "Copy the record from your relay again, whole.")
        return
    if length < SHORTEST:
        yield Advice("wrong", f"The DKIM key at {name} is too short to be believed.", "Make one of 2,048 bits.")
    elif length < SHORTISH:
        yield Advice("advice", f"The DKIM key at {name} is short.", "Make one of 2,048 bits when you next change it.")


def read_tags(text: str) -> dict[str, str]:
    """``a=b; c=d`` as DKIM and DMARC write it."""
    pairs = (part.partition("=") for part in text.split(";") if "=" in part)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
