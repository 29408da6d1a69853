"""What is said of a copy that is not as it was signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.press.mirrors import manifest, minisign
from masthead.press.mirrors.exceptions import BadSignature, MirrorError
from masthead.press.mirrors.verifying import key_in, verify
from masthead.press.tests.newsstand import Newsstand


@pytest.fixture
def stand(tmp_path: Path) -> Newsstand:
    stand = Newsstand(tmp_path)
    stand.mirror()
    return stand


def test_a_whole_copy_is_right_and_says_when_and_where_it_was_signed(stand: Newsstand) -> None:
    found = verify(stand.folder, stand.key.public)
    assert found.is_right
    assert found.files == 8
    assert "address:https://tideway.example" in found.comment


def test_each_file_that_is_not_as_listed_is_named(stand: Newsstand) -> None:
    (stand.folder / "city/index.html").write_text("a lie")
    (stand.folder / "feed.xml").unlink()
    stand.put(stand.folder, "city/added.html", "a lie")
    stand.put(stand.folder, "2026/added.html", "a lie")
    found = verify(stand.folder, stand.key.public)
    assert (found.changed, found.missing) == (["city/index.html"], ["feed.xml"])
    assert found.unknown == ["2026/added.html", "city/added.html"]
    assert not found.is_right


def test_a_link_in_the_place_of_a_file_is_a_change(stand: Newsstand, tmp_path: Path) -> None:
    (stand.folder / "feed.xml").rename(tmp_path / "feed.xml")
    (stand.folder / "feed.xml").symlink_to(tmp_path / "feed.xml")
    (stand.folder / "city").rename(tmp_path / "city")
    (stand.folder / "city").symlink_to(tmp_path / "city")
    found = verify(stand.folder, stand.key.public)
    assert (found.changed, found.missing, found.unknown) == (["feed.xml"], ["city/index.html"], ["city"])


def test_a_changed_list_is_refused(stand: Newsstand) -> None:
    with (stand.folder / "MANIFEST.sha256").open("a") as file:
        file.write(f"{'0' * 64}  more\n")
    with pytest.raises(BadSignature):
        verify(stand.folder, stand.key.public)


def test_a_copy_signed_anew_by_somebody_else_is_refused(stand: Newsstand) -> None:
    forger = minisign.make_key()
    (stand.folder / "minisign.pub").write_text(forger.public.text)
    listed = (stand.folder / "MANIFEST.sha256").read_bytes()
    (stand.folder / "MANIFEST.sha256.minisig").write_text(forger.sign(listed, "time:now"))
    with pytest.raises(BadSignature, match="signed with another key"):
        verify(stand.folder, stand.key.public)
    assert key_in(stand.folder) == forger.public


@pytest.mark.parametrize("name", ["MANIFEST.sha256", "MANIFEST.sha256.minisig"])
def test_a_copy_without_list_or_signature_cannot_be_verified(stand: Newsstand, name: str) -> None:
    (stand.folder / name).unlink()
    with pytest.raises(MirrorError, match="cannot be read"):
        verify(stand.folder, stand.key.public)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(MirrorError, match="no such folder"):
        verify(tmp_path / "nowhere", minisign.make_key().public)


@pytest.mark.parametrize(
    "line",
    [
        "hello",
        f"{'0' * 64}  ../out",
        f"{'0' * 64}  /etc/passwd",
        f"{'0' * 63}  a",
        f"{'0' * 64}  a/../b",
        f"{'0' * 64}  ",
    ],
)
def test_a_list_that_leads_out_or_is_none_is_refused(line: str) -> None:
    with pytest.raises(MirrorError, match="damaged"):
        manifest.read(f"{line}\n")


def test_a_list_names_each_file_once() -> None:
    line = f"{'0' * 64}  a\n"
    assert manifest.read(line) == {"a": "0" * 64}
    for text in (line * 2, line.strip(), ""):
        with pytest.raises(MirrorError):
            manifest.read(text)


@pytest.mark.parametrize("name", ["index.html", ".well-known/security.txt", "теми/порт/index.html", "a b.txt"])
def test_usual_names_are_portable(name: str) -> None:
    assert manifest.is_portable(name)


@pytest.mark.parametrize("name", ["a:b", "a?", "a\\b", "a\nb", "..", "a/../b", "/a", "a//b", "a.", "a ", "", "я" * 130])
def test_names_that_some_file_system_refuses_are_not(name: str) -> None:
    assert not manifest.is_portable(name)
