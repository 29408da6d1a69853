import os
from pathlib import Path

import pytest

from masthead.press.serving.answers import Answer
from masthead.press.serving.files import Files, LargeFile
from masthead.press.serving.store import Store


@pytest.fixture
def files(tmp_path: Path) -> Files:
    for name in ("static/css/page.0123456789ab.css", "static/app.js", "media/images/a.avif", "media/documents/d.html",
                 "media/original_images/secret.jpg", "secret-key", "static/.stamp"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"content of {name} " * 50)
    return Files(tmp_path / "static", tmp_path / "media", Store(1_000_000))


def found(files: Files, path: str) -> Answer:
    answer = files.find(path)
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret-key", "/static/../../etc/passwd", "/static//etc/passwd", "/static/.stamp", "/static/css",
        "/static/", "/media/original_images/secret.jpg", "/media/../secret-key", "/media/images/../../secret-key",
        "/static/a\0b", "/static/css\\..\\..\\secret-key", "/media/images/" + "a" * 5000, "/static/none.css",
    ],
)  # fmt: skip
def test_it_gives_nothing_that_is_not_for_readers(files: Files, path: str) -> None:
    assert files.find(path) is None


def test_a_hashed_name_is_kept_for_ever(files: Files) -> None:
    headers = dict(found(files, "/static/css/page.0123456789ab.css").bodies["br"].headers)
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"] == "text/css; charset=utf-8"


def test_a_plain_name_is_not(files: Files) -> None:
    assert "immutable" not in dict(found(files, "/static/app.js").bodies["identity"].headers)["cache-control"]


def test_an_uploaded_document_cannot_run_as_part_of_the_site(files: Files) -> None:
    headers = dict(found(files, "/media/documents/d.html").bodies["identity"].headers)
    assert "sandbox" in headers["content-security-policy"]
    assert headers["content-disposition"] == "attachment"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_changed_file_is_read_again(files: Files, tmp_path: Path) -> None:
    before = found(files, "/static/app.js").bodies["identity"]
    path = tmp_path / "static/app.js"
    path.write_text("changed " * 100)
    os.utime(path, ns=(1, 1))
    after = found(files, "/static/app.js").bodies["identity"]
    assert after.data == b"changed " * 100
    assert after.etag != before.etag


def test_a_large_file_stays_on_the_disk(files: Files, tmp_path: Path) -> None:
    with open(tmp_path / "media/documents/long.pdf", "wb") as file:
        file.truncate(5_000_000)
    large = files.find("/media/documents/long.pdf")
    assert isinstance(large, LargeFile)
    assert large.size == 5_000_000


def test_a_file_that_goes_between_two_looks_is_not_there(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    look = os.stat

    def stat_and_remove(place: Path) -> os.stat_result:
        facts = look(place)
        place.unlink()
        return facts

    monkeypatch.setattr("masthead.press.serving.files.os.stat", stat_and_remove)
    assert files.find("/static/app.js") is None
