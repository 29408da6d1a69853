"""The newsroom's own key: made once, kept in the data folder, readable by its owner only."""

from __future__ import annotations

from pathlib import Path

from masthead.lib.once import write_once
from masthead.press.mirrors import minisign
from masthead.press.mirrors.exceptions import MirrorError
from masthead.press.mirrors.minisign import PublicKey, SecretKey

NAME = "mirror.key"


def signing_key(data: Path) -> SecretKey:
    """The key in ``data/mirror.key``, made at the first call. ``MirrorError``: it cannot be used."""
    path = data / NAME
    try:
        return minisign.read_secret(write_once(path, minisign.make_key().text))
    except OSError as error:
        raise MirrorError(f"{path}: cannot be used ({error.strerror}). Give this user the file.") from None
    except MirrorError as error:
        raise MirrorError(f"{path}: {error}.") from None


def public_key(data: Path) -> PublicKey:
    """The public half of the newsroom's key, made at the first call."""
    return signing_key(data).public


def has_key(data: Path) -> bool:
    """Whether this data folder has ever signed a mirror or shown its key."""
    return (data / NAME).is_file()


def given_key(text: str) -> PublicKey:
    """A key as a reader types it: the line itself, or the name of a file that holds it."""
    path = Path(text)
    try:
        content = path.read_text(encoding="utf-8") if len(text) < 250 and path.is_file() else text
        return minisign.read_public(content)
    except (OSError, UnicodeDecodeError, MirrorError):
        raise MirrorError(f"--key: {text!r} is neither a minisign public key nor a file that holds one.") from None
