"""Bounces and complaints as real servers write them, with addresses that exist nowhere.

``{VERP}`` stands for the signed return address, ``{REF}`` for the signature alone.
"""

from __future__ import annotations

from pathlib import Path

from masthead.mail.bounces import verp

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.eml"))


def sample(
    name: str, mailing: int = 7, recipient: int = 42, address: str | None = None, ref: str | None = None
) -> bytes:
    """The message as it comes over the wire. ``address`` and ``ref`` take the place of the true ones."""
    text = (FOLDER / f"{name}.eml").read_text(encoding="utf-8")
    text = text.replace("{VERP}", verp.sender_for(mailing, recipient) if address is None else address)
    text = text.replace("{REF}", verp.token(mailing, recipient) if ref is None else ref)
    return text.replace("\n", "\r\n").encode()
