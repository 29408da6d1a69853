"""``masthead mirror`` and ``masthead verify`` as an operator and a reader type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.config.tests.test_start import start
from masthead.press.mirrors.minisign import make_key
from masthead.press.tests.newsstand import Newsstand


@pytest.fixture
def stand(tmp_path: Path) -> Newsstand:
    """Its data folder is the one that ``start`` works on."""
    return Newsstand(tmp_path)


def test_a_mirror_is_made_renewed_and_verified(stand: Newsstand, tmp_path: Path) -> None:
    folder = str(stand.folder)
    made = start(tmp_path, "mirror", folder, MASTHEAD_URL="https://tideway.example")
    assert (made.returncode, made.stderr) == (0, "")
    assert "8 files, 8 written, 0 unchanged, 0 removed" in made.stdout
    again = start(tmp_path, "mirror", folder, MASTHEAD_URL="https://tideway.example")
    assert "8 files, 0 written, 8 unchanged, 0 removed" in again.stdout
    right = start(tmp_path, "verify", folder)
    assert (right.returncode, right.stderr) == (0, "")
    assert "address:https://tideway.example" in right.stdout
    (stand.folder / "index.html").write_text("a lie")
    wrong = start(tmp_path, "verify", folder)
    assert wrong.returncode == 1
    assert "changed  index.html\n" in wrong.stdout
    assert "1 changed, 0 missing, 0 unknown" in wrong.stderr


def test_a_reader_verifies_without_a_newsroom(stand: Newsstand, tmp_path: Path) -> None:
    stand.mirror()
    nowhere = tmp_path / "reader"
    environ = {"MASTHEAD_DATA": str(nowhere)}
    alone = start(tmp_path, "verify", str(stand.folder), **environ)
    assert alone.returncode == 0
    assert "proves only that nothing was damaged" in alone.stderr
    told = start(tmp_path, "verify", str(stand.folder), "--key", stand.key.public.line, **environ)
    assert (told.returncode, told.stderr) == (0, "")
    other = start(tmp_path, "verify", str(stand.folder), "--key", make_key().public.line, **environ)
    assert other.returncode == 1
    assert "signed with another key" in other.stderr
    assert not nowhere.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("verify", "/nowhere/at/all", "--key", make_key().public.line), "there is no such folder"),
        (("verify", "/nowhere/at/all", "--key", "nonsense"), "neither a minisign public key nor a file"),
        (("mirror", "/dev/null"), "is a file"),
    ],
)
def test_a_mistake_is_one_line(stand: Newsstand, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    done = start(tmp_path, *words)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_paper_that_is_not_printed_to_a_folder_is_given_by_one(stand: Newsstand, tmp_path: Path) -> None:
    stand.root.rename(tmp_path / "printed")
    assert "masthead print --all" in start(tmp_path, "mirror", str(stand.folder)).stderr
    given = start(tmp_path, "mirror", str(stand.folder), "--from", str(tmp_path / "printed"))
    assert given.returncode == 0, given.stderr


def test_a_key_that_others_can_read_is_found(stand: Newsstand, tmp_path: Path) -> None:
    (stand.data / "mirror.key").write_text(stand.key.text)
    (stand.data / "mirror.key").chmod(0o644)
    assert f"Mend: chmod 600 {stand.data / 'mirror.key'}" in start(tmp_path, "check").stdout
