"""Files that are not as they should be: damaged, in the wrong encoding, hostile, or something else."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from masthead.articles.models import Story
from masthead.importers.commands import wordpress
from masthead.importers.exceptions import DangerousArchive
from masthead.importers.models import Source
from masthead.importers.tests.exports import DATA, TOWN, export, item
from masthead.importers.wordpress import split
from masthead.importers.wordpress.archive import Channel, Item
from masthead.importers.wordpress.fetch import Fetched
from masthead.importers.wordpress.parse import parse
from masthead.importers.wordpress.run import import_wordpress


def read(path: Path) -> list[Item]:
    return list(parse(Fetched(path).texts(), Channel()))


@pytest.mark.parametrize("name", ["billion-laughs.xml", "external-entity.xml"])
@pytest.mark.django_db
def test_attacks_with_entities_are_refused_in_one_line(name: str, capsys: Any) -> None:
    assert wordpress(DATA / name) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "declares a document type" in said.err
    assert not Source.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_attack_in_another_encoding_is_refused_too(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes((DATA / "billion-laughs.xml").read_text().replace("UTF-8", encoding).encode(encoding))
    with pytest.raises(DangerousArchive):
        read(path)


def test_entities_declared_inside_an_item_unfold_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(
        export(item(1, extra='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><dc:creator>&f;</dc:creator>'))
    )
    assert "root" not in read(path)[0].creator


def test_one_endless_item_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split, "LARGEST_PIECE", 1_000_000)
    path = tmp_path / "x.xml.gz"
    path.write_bytes(gzip.compress(export(item(1, body="x" * 3_000_000)).encode()))
    with pytest.raises(DangerousArchive, match="larger than"):
        read(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b'{"db": []}', "not XML"),
        (b"\x89PNG\r\n\x1a\n0000", "not XML"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        (b"<html><body>Log in</body></html>", "web page"),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>', "root is not <rss>"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>A</title></item></channel></rss>', "a feed"),
    ],
)
@pytest.mark.django_db
def test_a_file_that_is_no_export_is_refused_in_one_line(
    content: bytes, words: str, tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    assert wordpress(path) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path, capsys: Any) -> None:
    assert wordpress(tmp_path / "nothing.xml") == 1
    assert wordpress(tmp_path) == 1
    assert "No such file" in capsys.readouterr().err


@pytest.mark.django_db
def test_of_a_file_cut_off_the_whole_items_come_and_the_broken_one_is_named(
    paper: Any, tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "x.xml"
    whole = export(item(1, "Whole"), item(2, "Broken", body="Long words " * 50))
    path.write_text(whole[: whole.index("Broken") + 200])
    assert wordpress(path) == 0
    assert list(Story.objects.values_list("title", flat=True)) == ["Whole"]
    assert "“Broken” (item 2)" in capsys.readouterr().out
    path.write_text(whole)
    import_wordpress(path)
    assert Story.objects.count() == 2


@pytest.mark.django_db
def test_of_a_packed_file_cut_off_what_can_be_unpacked_comes(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml.gz"
    bodies = [" ".join(str(n * m % 977) for m in range(1, 800)) for n in range(40)]
    packed = gzip.compress(export(*(item(n, f"S{n}", body) for n, body in enumerate(bodies))).encode())
    path.write_bytes(packed[: len(packed) // 2])
    report = import_wordpress(path)
    assert 5 < Story.objects.count() < 35
    assert any("cut off" in note for note in report.notes)


def test_a_damaged_item_harms_no_other_and_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    broken = item(2, "Broken").replace("</wp:status>", "")
    path.write_text(export(item(1), broken, item(3)))
    items = read(path)
    assert [(one.title, one.is_damaged) for one in items] == [("A story", False), ("Broken", True), ("A story", False)]
    assert items[1].status == "publish"


def test_an_item_that_is_never_closed_ends_where_the_next_begins(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1).replace("</item>", ""), item(2)))
    assert [(one.post_id, one.is_open) for one in read(path)] == [("1", True), ("2", False)]


def test_tags_inside_cdata_and_comments_part_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export("<!-- <item> -->", item(1, body="</item><item><![CDATA[")))
    assert [one.content for one in read(path)] == ["</item><item><![CDATA["]


def test_the_file_is_parted_alike_however_it_is_cut_into_pieces() -> None:
    text = TOWN.read_text()
    whole = list(split.split([text]))
    for size in (1, 7, 1000):
        assert list(split.split(text[at : at + size] for at in range(0, len(text), size))) == whole


def test_control_characters_and_unknown_names_are_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, "A\x08\x0bB", body="C\x00D").replace("B<", "B &laquo;&nbsp;& &bogus; C<")))
    one = read(path)[0]
    assert one.content == "CD"
    assert one.title == "AB «\xa0& &bogus; C"
    assert not one.is_damaged


@pytest.mark.parametrize(
    ("text", "said", "real", "read_as"),
    [
        ("Новини міста і села", "UTF-8", "cp1251", "cp1251"),
        ("Un été à la plage, déjà", "UTF-8", "cp1252", "cp1252"),
        ("Новини міста", "windows-1251", "cp1251", "cp1251"),
        ("Новини міста", "windows-1251", "utf-8", "utf-8"),
        ("Новини міста", "no-such-thing", "utf-8", "utf-8"),
        ("Новини міста", "UTF-16", "utf-16", "utf-16-le"),
    ],
)
def test_the_real_encoding_is_found(text: str, said: str, real: str, read_as: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(export(item(1, text), encoding=said).encode(real))
    fetched = Fetched(path)
    assert [one.title for one in parse(fetched.texts(), Channel())] == [text]
    assert fetched.encoding == read_as


@pytest.mark.django_db
def test_stray_bytes_are_replaced_and_named(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    content = export(item(1, "Добре", "Слово за словом"), item(2, "Зле")).encode()
    path.write_bytes(content.replace("Зле".encode(), "Зл".encode() + b"\xff"))
    report = import_wordpress(path)
    assert Story.objects.count() == 2
    assert report.left["has characters that could not be read"].names == ["“Зл�” (post 2)"]


def test_fields_are_stripped_and_the_first_of_two_counts(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(
        export(
            item(1, post_password=" \n ").replace("<wp:post_id>1<", "<wp:post_id>\n 1\n<"),
            item(2, extra="<wp:post_id>9</wp:post_id>"),
        )
    )
    assert [(one.post_id, one.password) for one in read(path)] == [("1", ""), ("2", "")]
