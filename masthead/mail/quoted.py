"""Quoted-printable as a relay likes it best: lines of at most 76 characters, and none that begins with a dot."""

from __future__ import annotations

import re

LONGEST = 76
SOFT = "=\r\n"
# RFC 2045: printable ASCII but "=" stands for itself, and so do space and tab unless a line ends with them.
_TABLE = [chr(byte) if 32 <= byte <= 126 and byte != 61 else f"={byte:02X}" for byte in range(256)]
_TABLE[9] = "\t"
_PLAIN = re.compile(r"[ -<>-~]*")


def encoded_text(text: str, *, after_slot: bool, before_slot: bool) -> bytes:
    """A stretch of a body. Next to a slot a soft break is put, so that the slot has its lines for itself."""
    lines = [_encoded_line(line) for line in text.split("\n")]
    lines[-1] = _wrapped(lines[-1], room=LONGEST - 1 if before_slot else LONGEST)
    encoded = "\r\n".join([*(_wrapped(line) for line in lines[:-1]), lines[-1]])
    before = SOFT if after_slot else ""
    after = SOFT if before_slot and lines[-1] else ""
    return f"{before}{encoded}{after}".encode("ascii")


def encoded_value(value: str) -> bytes:
    """What fills a slot, wrapped too. A short plain value costs little."""
    if _PLAIN.fullmatch(value):
        return _wrapped(value, room=LONGEST - 1).encode("ascii")
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "\r\n".join(_wrapped(_encoded_line(line), room=LONGEST - 1) for line in value.split("\n")).encode("ascii")


def _encoded_line(line: str) -> str:
    encoded = "".join(map(_TABLE.__getitem__, line.encode("utf-8", "replace")))
    if encoded.endswith((" ", "\t")):  # some relay would cut it off
        encoded = f"{encoded[:-1]}={ord(encoded[-1]):02X}"
    return encoded


def _wrapped(encoded: str, room: int = LONGEST) -> str:
    """Soft breaks where a line is too long, never inside of an escape."""
    lines: list[str] = []
    rest = _without_dot(encoded)
    while len(rest) > room:
        cut = LONGEST - 1
        escape = rest.find("=", cut - 2, cut)
        cut = escape if escape != -1 else cut
        lines.append(rest[:cut])
        rest = _without_dot(rest[cut:])
    return SOFT.join((*lines, rest))


def _without_dot(line: str) -> str:
    return f"=2E{line[1:]}" if line.startswith(".") else line
