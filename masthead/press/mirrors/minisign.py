"""Signatures and keys in minisign's format (https://jedisct1.github.io/minisign/), so that any reader can verify."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from masthead.press.mirrors.exceptions import BadSignature, MirrorError

KEY, HASHED = b"Ed", b"ED"  # HASHED: what is signed is the BLAKE2b-512 of the file
PLAIN_SECRET = KEY + b"\0\0" + b"B2" + bytes(48)  # no password: no salt and no limits of its derivation
COMMENT, TRUSTED = "untrusted comment: ", "trusted comment: "


@dataclass(frozen=True)
class PublicKey:
    """What readers verify with."""

    key_id: bytes
    data: bytes

    @property
    def name(self) -> str:
        """The key's number as minisign shows it."""
        return self.key_id[::-1].hex().upper()

    @property
    def line(self) -> str:
        """The one line that ``minisign -P`` takes."""
        return base64.b64encode(KEY + self.key_id + self.data).decode()

    @property
    def text(self) -> str:
        """The file that ``minisign -p`` takes."""
        return f"{COMMENT}minisign public key {self.name}\n{self.line}\n"

    def verify(self, data: bytes, signature: str) -> str:
        """The trusted comment of a good signature of ``data``. Raises ``BadSignature``."""
        kind, key_id, signed, comment, signed_comment = _parts(signature)
        if kind != HASHED:
            raise BadSignature("the signature is of an old kind; it must be made with minisign 0.10 or later")
        if key_id != self.key_id:
            raise BadSignature(f"it was signed with another key ({key_id[::-1].hex().upper()}, not {self.name})")
        key = Ed25519PublicKey.from_public_bytes(self.data)
        try:
            key.verify(signed, _digest(data))
            key.verify(signed_comment, signed + comment.encode())
        except InvalidSignature:
            raise BadSignature(f"the signature is not one of the key {self.name}") from None
        return comment


@dataclass(frozen=True)
class SecretKey:
    """What the newsroom signs with."""

    key_id: bytes
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(self.key_id, self._key.public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """The file that ``minisign -s`` takes; it has no password."""
        body = PLAIN_SECRET + self.key_id + self.seed + self.public.data + bytes(32)
        return f"{COMMENT}minisign encrypted secret key\n{base64.b64encode(body).decode()}\n"

    def sign(self, data: bytes, comment: str) -> str:
        """The signature file of ``data``; ``comment`` is signed too."""
        signed = self._key.sign(_digest(data))
        signed_comment = self._key.sign(signed + comment.encode())
        first = base64.b64encode(HASHED + self.key_id + signed).decode()
        last = base64.b64encode(signed_comment).decode()
        return f"{COMMENT}signature from minisign secret key\n{first}\n{TRUSTED}{comment}\n{last}\n"

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def make_key() -> SecretKey:
    """A new key."""
    return SecretKey(secrets.token_bytes(8), secrets.token_bytes(32))


def read_public(text: str) -> PublicKey:
    """A key from its file, or from its line alone."""
    data = _decoded(_last_line(text), "this is no minisign public key")
    if len(data) != 42 or data[:2] != KEY:
        raise MirrorError("this is no minisign public key")
    return PublicKey(data[2:10], data[10:])


def read_secret(text: str) -> SecretKey:
    """A key from its file. One with a password cannot be used, since nobody is there to type it."""
    data = _decoded(_last_line(text), "this is no minisign secret key")
    if len(data) != 158 or data[:2] != KEY:
        raise MirrorError("this is no minisign secret key")
    if data[2:4] != b"\0\0":
        raise MirrorError("this key has a password; take it off with: minisign -C -W -s FILE")
    key = SecretKey(data[54:62], data[62:94])
    if key.public.data != data[94:126]:
        raise MirrorError("this minisign secret key is damaged")
    return key


def _parts(signature: str) -> tuple[bytes, bytes, bytes, str, bytes]:
    """Kind, key number, signature, trusted comment, and the signature of both."""
    wrong = "the signature file is damaged"
    lines = signature.splitlines()
    if len(lines) != 4 or not lines[2].startswith(TRUSTED):
        raise BadSignature(wrong)
    first, last = _decoded(lines[1], wrong, BadSignature), _decoded(lines[3], wrong, BadSignature)
    if len(first) != 74 or len(last) != 64:
        raise BadSignature(wrong)
    return first[:2], first[2:10], first[10:], lines[2].removeprefix(TRUSTED), last


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data).digest()


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""


def _decoded(text: str, wrong: str, error: type[MirrorError] = MirrorError) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise error(wrong) from None
