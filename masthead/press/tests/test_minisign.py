"""Our reading and writing of minisign's format, against minisign itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from masthead.press.mirrors import keys, minisign
from masthead.press.mirrors.exceptions import BadSignature, MirrorError
from tests.ground.browser import leave_out

WORDS = b"the list of all files\n" * 50
COMMENT = "time:2026-11-26T02:30:00Z\taddress:https://tideway.example"


def run_minisign(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    if not shutil.which("minisign"):
        leave_out("there is no minisign here: `make test` installs it where it can")
    return subprocess.run(["minisign", *words], cwd=folder, input=typed, capture_output=True, text=True, timeout=60)


def test_minisign_verifies_what_we_sign(tmp_path: Path) -> None:
    key = minisign.make_key()
    (tmp_path / "list").write_bytes(WORDS)
    (tmp_path / "list.minisig").write_text(key.sign(WORDS, COMMENT))
    (tmp_path / "key.pub").write_text(key.public.text)
    said = run_minisign(tmp_path, "-V", "-p", "key.pub", "-m", "list")
    assert said.returncode == 0, said.stderr
    assert f"Trusted comment: {COMMENT}" in said.stdout
    assert run_minisign(tmp_path, "-V", "-P", key.public.line, "-m", "list").returncode == 0
    (tmp_path / "list").write_bytes(WORDS + b"one more")
    assert run_minisign(tmp_path, "-V", "-p", "key.pub", "-m", "list").returncode != 0


def test_we_verify_what_minisign_signs(tmp_path: Path) -> None:
    assert run_minisign(tmp_path, "-G", "-W", "-p", "key.pub", "-s", "key").returncode == 0
    (tmp_path / "list").write_bytes(WORDS)
    assert run_minisign(tmp_path, "-S", "-s", "key", "-m", "list", "-t", "signed by hand").returncode == 0
    public = minisign.read_public((tmp_path / "key.pub").read_text())
    assert public.verify(WORDS, (tmp_path / "list.minisig").read_text()) == "signed by hand"


def test_minisign_signs_with_our_key(tmp_path: Path) -> None:
    secret = keys.signing_key(tmp_path)
    (tmp_path / "list").write_bytes(WORDS)
    said = run_minisign(tmp_path, "-S", "-s", keys.NAME, "-m", "list", "-t", "by hand")
    assert said.returncode == 0, said.stderr
    assert secret.public.verify(WORDS, (tmp_path / "list.minisig").read_text()) == "by hand"


def test_we_read_a_key_that_minisign_made(tmp_path: Path) -> None:
    run_minisign(tmp_path, "-G", "-W", "-p", "key.pub", "-s", keys.NAME)
    assert keys.public_key(tmp_path) == minisign.read_public((tmp_path / "key.pub").read_text())


def test_a_key_with_a_password_is_refused_with_its_mend(tmp_path: Path) -> None:
    run_minisign(tmp_path, "-G", "-p", "key.pub", "-s", keys.NAME, typed="secret\nsecret\n")
    if not (tmp_path / keys.NAME).exists():
        leave_out("this minisign takes a password from a terminal only")
    with pytest.raises(MirrorError, match="has a password; take it off with: minisign -C"):
        keys.signing_key(tmp_path)


@pytest.fixture
def key() -> minisign.SecretKey:
    return minisign.make_key()


def test_changed_bytes_are_refused(key: minisign.SecretKey) -> None:
    with pytest.raises(BadSignature):
        key.public.verify(WORDS + b"x", key.sign(WORDS, COMMENT))


def test_a_changed_comment_is_refused(key: minisign.SecretKey) -> None:
    with pytest.raises(BadSignature):
        key.public.verify(WORDS, key.sign(WORDS, COMMENT).replace("2026", "2027"))


def test_another_key_is_named(key: minisign.SecretKey) -> None:
    other = minisign.make_key()
    with pytest.raises(BadSignature, match=f"another key \\({other.public.name}, not {key.public.name}\\)"):
        key.public.verify(WORDS, other.sign(WORDS, COMMENT))


def test_a_key_that_only_borrows_the_number_is_refused(key: minisign.SecretKey) -> None:
    forger = minisign.SecretKey(key.key_id, minisign.make_key().seed)
    with pytest.raises(BadSignature):
        key.public.verify(WORDS, forger.sign(WORDS, COMMENT))


@pytest.mark.parametrize("text", ["", "one line", "a\nb\nc\nd\n", "a\nb\ntrusted comment: x\nd\n"])
def test_what_is_no_signature_is_refused(key: minisign.SecretKey, text: str) -> None:
    with pytest.raises(BadSignature, match="damaged"):
        key.public.verify(WORDS, text)


@pytest.mark.parametrize("text", ["", "hello", "untrusted comment: x\nAAAA\n", "RWQ" + "é" * 53])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(MirrorError, match="no minisign public key"):
        minisign.read_public(text)
    with pytest.raises(MirrorError, match="no minisign secret key"):
        minisign.read_secret(text)


def test_a_damaged_secret_key_is_refused(key: minisign.SecretKey) -> None:
    other = minisign.SecretKey(key.key_id, minisign.make_key().seed)
    assert minisign.read_secret(key.text) == key
    inside = key.text.index("\n") + 113  # in the middle of the seed
    with pytest.raises(MirrorError, match="damaged"):
        minisign.read_secret(key.text[:inside] + other.text[inside:])


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = keys.signing_key(tmp_path)
    assert keys.signing_key(tmp_path) == first
    assert (tmp_path / keys.NAME).stat().st_mode & 0o777 == 0o600


def test_a_spoilt_key_file_is_named(tmp_path: Path) -> None:
    (tmp_path / keys.NAME).write_text("something else")
    with pytest.raises(MirrorError, match=r"mirror\.key: this is no minisign secret key"):
        keys.signing_key(tmp_path)


def test_a_reader_may_type_a_key_or_name_its_file(tmp_path: Path, key: minisign.SecretKey) -> None:
    (tmp_path / "paper.pub").write_text(key.public.text)
    assert keys.given_key(key.public.line) == keys.given_key(str(tmp_path / "paper.pub")) == key.public
    with pytest.raises(MirrorError, match="neither a minisign public key nor a file"):
        keys.given_key("nonsense")
