"""Static files and uploads in a real S3-compatible server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from masthead.press.targets.s3 import S3Target
from masthead.press.targets.s3_files import Uploaded, upload_all, upload_files
from tests.ground.object_store import ObjectStore
from tests.ground.server import free_port


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    running = ObjectStore(tmp_path_factory.mktemp("s3") / "store", free_port())
    running.start()
    yield running
    running.kill()


@pytest.fixture
def target(store: ObjectStore, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> S3Target:
    for name, value in store.environ.items():
        monkeypatch.setenv(name, value)
    return S3Target(store.bucket, request.node.name)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"css/page.0123456789ab.css": "p{}", "js/page.js": "let a", "report_x4.pdf": "pdf", ".stamp": "hidden"}
    for name, text in files.items():
        (tmp_path / "root" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "root" / name).write_text(text)
    (tmp_path / "secret").write_text("s")
    (tmp_path / "root" / "link").symlink_to(tmp_path / "secret")
    return tmp_path / "root"


def test_files_get_the_headers_that_the_server_gives(target: S3Target, root: Path) -> None:
    assert upload_files(target, root, "static") == Uploaded(sent=3)
    upload_files(target, root, "media/documents")
    hashed, plain = target.get("static/css/page.0123456789ab.css"), target.get("static/js/page.js")
    document = target.get("media/documents/report_x4.pdf")
    assert hashed
    assert plain
    assert document
    assert (hashed["ContentType"], hashed["CacheControl"]) == (
        "text/css; charset=utf-8", "public, max-age=31536000, immutable",
    )  # fmt: skip
    assert (plain["ContentType"], plain["CacheControl"]) == ("text/javascript; charset=utf-8", "public, max-age=300")
    assert (document["ContentType"], document["ContentDisposition"]) == ("application/pdf", "attachment")


def test_hidden_files_and_links_stay_at_home(target: S3Target, root: Path) -> None:
    upload_files(target, root, "static")
    assert not [place for place in target.places() if "stamp" in place or "link" in place]


def test_a_second_time_only_what_changed_is_sent(target: S3Target, root: Path) -> None:
    upload_files(target, root, "static")
    assert upload_files(target, root, "static") == Uploaded(same=3)
    (root / "js/page.js").write_text("let b")  # as long as before
    assert upload_files(target, root, "static") == Uploaded(sent=1, same=2)
    changed = target.get("static/js/page.js")
    assert changed is not None
    assert changed["Bytes"] == b"let b"


def test_a_document_that_was_taken_back_goes_from_the_store_too(target: S3Target, root: Path) -> None:
    upload_files(target, root, "static")
    upload_files(target, root, "media/documents", removes=True)
    (root / "report_x4.pdf").unlink()
    assert upload_files(target, root, "media/documents", removes=True) == Uploaded(same=2, removed=1)
    assert target.get("media/documents/report_x4.pdf") is None
    assert target.get("static/report_x4.pdf") is not None


def test_an_old_static_file_stays_for_pages_that_readers_have_open(target: S3Target, root: Path) -> None:
    upload_files(target, root, "static")
    (root / "css/page.0123456789ab.css").unlink()
    assert upload_files(target, root, "static").removed == 0
    assert target.get("static/css/page.0123456789ab.css") is not None


def test_all_that_pages_ask_for_is_brought_and_originals_are_not(
    target: S3Target, tmp_path: Path, settings: Settings
) -> None:
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path / "static", tmp_path / "media"
    for name in ("static/page.css", "media/images/a.avif", "media/documents/b.pdf", "media/original_images/raw.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert upload_all(target, settings) == Uploaded(sent=3)
    assert list(target.places()) == ["media/documents/b.pdf", "media/images/a.avif", "static/page.css"]


def test_a_folder_that_is_not_there_yet_holds_nothing(target: S3Target, tmp_path: Path) -> None:
    assert upload_files(target, tmp_path / "none", "media/images", removes=True) == Uploaded()


def test_a_disk_that_is_not_there_takes_no_picture_out_of_the_store(target: S3Target, root: Path) -> None:
    upload_files(target, root, "media/images", removes=True)
    root.rename(root.with_name("elsewhere"))
    for _ in ("without the folder", "with the empty place where it is mounted"):
        assert upload_files(target, root, "media/images", removes=True) == Uploaded()
        assert target.get("media/images/report_x4.pdf") is not None
        root.mkdir(exist_ok=True)


def test_the_last_document_can_be_taken_back(target: S3Target, tmp_path: Path) -> None:
    (tmp_path / "only.pdf").write_text("pdf")
    upload_files(target, tmp_path, "media/documents", removes=True)
    (tmp_path / "only.pdf").unlink()
    assert upload_files(target, tmp_path, "media/documents", removes=True) == Uploaded(removed=1)
