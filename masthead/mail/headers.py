"""Header lines: checked, encoded as RFC 2047 wants it, folded; or raw, where folding would break them."""

from __future__ import annotations

import re
from base64 import b64encode
from email.utils import getaddresses

LONGEST = 76
LIMIT = 990  # characters in a line; RFC 5322 forbids more than 998
_NAME = re.compile(r"[A-Za-z][0-9A-Za-z-]{0,60}")
_OURS = frozenset({"mime-version", "content-type", "content-transfer-encoding"})
_OF_ADDRESSES = frozenset({"from", "to", "cc", "bcc", "sender", "reply-to"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LINE_BREAKS_ELSEWHERE = re.compile(r"[\x80-\x9f\u2028\u2029]+")  # come along when text is pasted
_ONE = re.compile(r"([^@<>]*?) *<([^<>]+)>")  # a name as people write it, colons and commas included
_PLAIN_PHRASE = re.compile(r"[\w !#$%&'*+/=?^`{|}~-]+", re.ASCII)
_AROUND = len("=?utf-8?b??=")


def header_lines(name: str, value: bytes | str, token: re.Pattern[str]) -> bytes:
    """The header as it is written. ``token`` finds slots, which stand in ASCII values only."""
    if not _NAME.fullmatch(name) or name.lower() in _OURS:
        raise ValueError(f"{name!r} cannot be a header of a template")
    raw = value if isinstance(value, str) else _ascii(name, value)
    if _CONTROL.search(raw):
        raise ValueError(f"the header {name} has a line break or a control character in it")
    if isinstance(value, bytes):
        return f"{name}: {raw}\r\n".encode("ascii")
    words = _words(name, _LINE_BREAKS_ELSEWHERE.sub(" ", raw).strip(" "), token)
    return f"{name}: {_folded(words, LONGEST - len(name) - 2)}\r\n".encode("ascii")


def mailbox(person: str, address: str) -> str:
    """A name and its address for a header. Commas, brackets and an @ in the name stay a part of it."""
    return f"{person if _PLAIN_PHRASE.fullmatch(person) else _quoted(person)} <{address}>"


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _ascii(name: str, value: bytes) -> str:
    if not value.isascii() or len(value) > LIMIT:
        raise ValueError(f"the header {name} is given as bytes and is too long or not ASCII")
    return value.decode("ascii")


def _words(name: str, value: str, token: re.Pattern[str]) -> list[str]:
    """The value in pieces between which a line may be folded."""
    if value.isascii() and "=?" not in value and not _has_long_word(value):
        return re.findall(r" *[^ ]+", value)
    kind = name.lower()
    if kind in _OF_ADDRESSES:
        return _addresses(name, value, token)
    phrase = re.fullmatch(r"(.*?) *(<[!-~]+>)", value) if kind == "list-id" else None
    if phrase:
        return [*_spaced(_phrase(phrase[1], len(name) + 2)), f" {phrase[2]}"]
    if token.search(value):
        raise ValueError(f"the header {name} has a slot beside letters that are not ASCII")
    return _spaced(_encoded(value, len(name) + 2))


def _has_long_word(value: str) -> bool:
    return len(value) > LIMIT and any(len(word) > LIMIT for word in value.split(" "))


def _addresses(name: str, value: str, token: re.Pattern[str]) -> list[str]:
    """Names encoded, addresses as they are."""
    words: list[str] = []
    pairs = [(_unquoted(one[1]), one[2])] if (one := _ONE.fullmatch(value)) else getaddresses([value])
    for place, (person, address) in enumerate(pairs):
        if not address.isascii() or not ("@" in address or token.search(address)):
            raise ValueError(f"the header {name} has something that is no address in ASCII")
        comma = "," if place < len(pairs) - 1 else ""
        mine = (
            [*_phrase(person, len(name) + 2 if place == 0 else 1), f"<{address}>{comma}"]
            if person
            else [f"{address}{comma}"]
        )
        words += _spaced(mine) if not words else [f" {word}" for word in mine]
    return words


def _unquoted(person: str) -> str:
    return re.sub(r"\\(.)", r"\1", person[1:-1]) if re.fullmatch(r'".*"', person) else person


def _phrase(text: str, taken: int) -> list[str]:
    """A name before an address: as it is, in quotes, or encoded."""
    if not text.isascii() or "=?" in text:
        return _encoded(text, taken)
    if _PLAIN_PHRASE.fullmatch(text):
        return [text]
    return [_quoted(text)]


def _encoded(text: str, taken: int) -> list[str]:
    """Encoded words of RFC 2047, each with whole characters. Readers join them without the spaces between.

    ``taken`` is what stands before the first on its line; it may be no longer than the rest.
    """
    words: list[str] = []
    current = b""
    room = _bytes_in(LONGEST - taken)
    for character in text:
        data = character.encode("utf-8", "replace")
        if len(current) + len(data) > room:
            words.append(_word(current))
            current, room = b"", _bytes_in(LONGEST - 1)
        current += data
    return [*words, _word(current)]


def _bytes_in(characters: int) -> int:
    """How much UTF-8 an encoded word of so many characters holds; a few, however little room there is."""
    return max((characters - _AROUND) // 4 * 3, 6)


def _word(data: bytes) -> str:
    return f"=?utf-8?b?{b64encode(data).decode('ascii')}?="


def _spaced(words: list[str]) -> list[str]:
    return [word if place == 0 else f" {word}" for place, word in enumerate(words)]


def _folded(words: list[str], room: int) -> str:
    """Line breaks before words that would make a line too long; a break is where a space was."""
    lines: list[str] = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > room:
            lines.append("")
            room = LONGEST
        lines[-1] += word
    return "\r\n".join(lines)
