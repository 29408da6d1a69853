import io
import json
import tarfile
from pathlib import Path

import pytest

from masthead.config.backups import about
from masthead.config.backups.archive import Damaged, Packer, check, parts

PARTS = {"about.json": b"{}", "database/one.jsonl.gz": b"rows" * 700, "media/images/ferry.jpg": bytes(range(256)) * 40}


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar"
    packer = Packer(path)
    for name, content in PARTS.items():
        packer.add_bytes(name, content)
    packer.finish()
    return path


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x20
    path.write_bytes(content)


def test_what_is_packed_comes_out(backup: Path) -> None:
    check(backup)
    found = {part.name: part.file.read() for part in parts(backup)}
    assert found.pop("SHA256SUMS").count(b"\n") == len(PARTS)
    assert found == PARTS


@pytest.mark.parametrize("name", list(PARTS))
def test_it_names_the_part_that_is_damaged(backup: Path, name: str) -> None:
    with tarfile.open(backup) as tar:
        place = tar.getmember(name).offset_data
    flip(backup, place)
    with pytest.raises(Damaged, match=f"one part is: {name}"):
        check(backup)


def test_it_names_every_part_that_is_damaged(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        for place in [tar.getmember(name).offset_data for name in PARTS]:
            flip(backup, place)
    with pytest.raises(Damaged, match=f"these parts are: {', '.join(PARTS)}"):
        check(backup)


def test_a_damaged_header_ends_it_after_the_part_before(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        place = tar.getmember("media/images/ferry.jpg").offset
    flip(backup, place)
    with pytest.raises(Damaged, match=r"after database/one.jsonl.gz"):
        check(backup)


def test_a_file_that_was_cut_off_is_found_wherever_it_was_cut(backup: Path) -> None:
    whole = backup.read_bytes()
    with tarfile.open(backup) as tar:
        end = tar.getmember("SHA256SUMS").offset_data
    for size in range(0, end, 509):
        backup.write_bytes(whole[:size])
        with pytest.raises(Damaged):
            check(backup)


def test_a_change_anywhere_in_the_parts_is_found(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        spans = [(member.offset_data, member.size) for member in tar]
    for start, size in spans:
        for place in range(start, start + size, max(1, size // 20)):
            flip(backup, place)
            with pytest.raises(Damaged):
                check(backup)
            flip(backup, place)
    check(backup)


def test_a_missing_part_is_found(backup: Path, tmp_path: Path) -> None:
    with tarfile.open(backup) as tar, tarfile.open(tmp_path / "less.tar", "w") as less:
        for member in tar:
            if member.name != "media/images/ferry.jpg":
                less.addfile(member, tar.extractfile(member))
    with pytest.raises(Damaged):
        check(tmp_path / "less.tar")


def test_a_file_of_holes_is_refused(tmp_path: Path) -> None:
    """A few bytes that would be read as many gigabytes."""
    path = tmp_path / "backup.tar"
    entry = tarfile.TarInfo("media/images/ferry.jpg")
    entry.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": entry.name,
                         "GNU.sparse.realsize": str(2**40)}  # fmt: skip
    holes = b"1\n0\n0\n".ljust(512, b"\0")
    entry.size = len(holes)
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        tar.addfile(entry, io.BytesIO(holes))
    with pytest.raises(Damaged, match="not a file"):
        check(path)


@pytest.mark.parametrize("tables", [{'x"; DROP TABLE y; --"': []}, {"articles_story": [['id" --', "plain"]]}])
def test_names_that_are_more_than_names_are_refused(tables: object) -> None:
    facts = {"format": 1, "masthead": "1", "made_at": "2026-03-05T12:00:00+00:00", "database": "sqlite",
             "migrations": [], "tables": tables, "options_in_environment": []}  # fmt: skip
    with pytest.raises(ValueError, match="names a table or a column"):
        about.read(json.dumps(facts).encode())
