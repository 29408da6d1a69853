"""The paper in a real S3-compatible server: what is stored, what a website of it answers, what a crash does."""

from __future__ import annotations

import gzip
import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from masthead.press.targets.s3 import S3Target
from masthead.press.targets.target import DeliveryFailed, Sheet
from tests.ground.object_store import ObjectStore
from tests.ground.recorder import recording
from tests.ground.server import free_port

HTML = "text/html; charset=utf-8"


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


def page(path: str, text: str, **bodies: bytes) -> Sheet:
    html = f"<!doctype html><p>{text}</p>".encode() * 40
    return Sheet(path, HTML, {"identity": html, "gzip": gzip.compress(html), "br": brotli.compress(html), **bodies})


def website(store: ObjectStore, path: str) -> http.client.HTTPResponse:
    """As the store's own website answers."""
    line = http.client.HTTPConnection("127.0.0.1", store.port, timeout=10)
    line.request("GET", path, headers={"Host": f"{store.website}.s3-website-us-east-1.amazonaws.com"})
    return line.getresponse()


def test_a_page_is_stored_with_its_type_its_encodings_and_how_long_it_may_be_kept(target: S3Target) -> None:
    sheet = page("/city/", "Ropewalk")
    target.put([sheet])
    for tail, coding in (("", None), (".gz", "gzip"), (".br", "br")):
        found = target.get(f"city/index.html{tail}")
        assert found is not None
        assert found["ContentType"] == HTML
        assert found.get("ContentEncoding") == coding
        assert found["CacheControl"] == "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
        assert found["Bytes"] == sheet.bodies[coding or "identity"]


@pytest.mark.parametrize("path", ["/", "/city/", "/feed.xml", "/2026/11/26/паром/", "/a b/c+d/"])
def test_what_was_put_is_fetched(target: S3Target, path: str) -> None:
    sheet = page(path, path)
    target.put([sheet])
    assert target.fetch(path) == sheet
    assert list(target.paths()) == [path]


def test_nothing_is_fetched_where_nothing_stands(target: S3Target) -> None:
    target.put([page("/city/", "x")])
    assert target.fetch("/sea/") is None
    assert target.fetch("/?p=1") is None


@pytest.mark.parametrize(
    "path", ["/old/path", "/old/path/", "/old/page.html", "/?p=12", "/index.php?id=5", "/"], ids=lambda path: path
)
def test_an_old_address_leads_on_and_is_no_page(target: S3Target, path: str) -> None:
    moved = Sheet(path, moved_to="/2026/11/26/ferry/")
    target.put([moved])
    assert target.fetch(path) == moved
    assert list(target.paths()) == []


@pytest.mark.usefixtures("target")
def test_a_website_of_the_store_leads_on_from_both_spellings(store: ObjectStore) -> None:
    target = S3Target(store.website, "below")
    target.put([Sheet("/old/path", moved_to="/2026/11/26/ferry/?a=1&b=2"), page("/city/", "x")])
    for spelling in ("/old/path", "/old/path/"):
        answer = website(store, f"/{target.prefix}{spelling[1:]}")
        assert (answer.status, answer.headers["location"]) == (301, "/2026/11/26/ferry/?a=1&b=2")
    assert website(store, f"/{target.prefix}city/").status == 200


def test_where_the_store_knows_no_redirects_the_page_itself_leads_on(target: S3Target) -> None:
    target.put([Sheet("/old", moved_to='/new/"><script>')])
    found = target.get("old")
    assert found is not None
    assert b"url=/new/" in found["Bytes"]
    assert b"<script" not in found["Bytes"]


def test_a_page_takes_the_place_of_a_redirect_and_the_other_way_round(target: S3Target) -> None:
    target.put([page("/here/", "before")])
    moved = Sheet("/here/", moved_to="/there/")
    target.put([moved])
    assert target.fetch("/here/") == moved
    assert sorted(target.places()) == ["here", "here.redirect", "here/index.html"]
    after = page("/here/", "after")
    target.put([after])
    assert target.fetch("/here/") == after
    assert sorted(target.places()) == ["here/index.html", "here/index.html.br", "here/index.html.gz"]


def test_a_page_that_is_no_more_worth_compressing_leaves_no_old_siblings(target: S3Target) -> None:
    target.put([page("/city/", "long")])
    target.put([Sheet("/city/", HTML, {"identity": b"short"})])
    assert list(target.places()) == ["city/index.html"]


def test_siblings_of_another_print_are_not_mixed_in(target: S3Target) -> None:
    target.put([page("/city/", "one")])
    kept = target.get("city/index.html.gz")
    assert kept is not None
    target.put([page("/city/", "two")])
    target.client.put_object(  # as it is for a moment between two objects of one page
        Bucket=target.bucket, Key=f"{target.prefix}city/index.html.gz", Body=kept["Bytes"], Metadata=kept["Metadata"]
    )
    found = target.fetch("/city/")
    assert found is not None
    assert set(found.bodies) == {"identity", "br"}


def test_what_is_removed_is_gone_in_every_form_and_may_be_removed_again(target: S3Target) -> None:
    target.put([page("/city/", "x"), page("/sea/", "y"), Sheet("/old", moved_to="/city/")])
    for path in ("/city/", "/old", "/old"):
        target.remove(path)
    assert list(target.paths()) == ["/sea/"]
    assert not [place for place in target.places() if "sea" not in place]


def test_a_sweep_removes_what_is_not_known_and_leaves_the_files(target: S3Target) -> None:
    target.put([page("/city/", "x"), page("/gone/", "y"), Sheet("/old", moved_to="/city/")])
    target.client.put_object(Bucket=target.bucket, Key=f"{target.prefix}static/page.css", Body=b"p{}")
    assert target.sweep({"/city/", "/old"}) == 3
    assert list(target.paths()) == ["/city/"]
    assert "static/page.css" in set(target.places())
    assert target.fetch("/old") is not None


@pytest.mark.parametrize("path", ["city/", "/../secret", "/a//b/", "/a/./b"])
def test_no_address_leads_out_of_the_prefix(target: S3Target, path: str) -> None:
    with pytest.raises(ValueError):
        target.put([page(path, "x")])


def test_more_than_a_thousand_are_listed_and_removed(target: S3Target) -> None:
    with_siblings = [Sheet(f"/{number}/", HTML, {"identity": b"x"}) for number in range(1050)]
    target.put(with_siblings)
    assert len(list(target.paths())) == 1050
    assert target.sweep({"/7/"}) == 1049
    assert list(target.paths()) == ["/7/"]


def test_a_bucket_that_is_not_there_needs_the_operator(target: S3Target) -> None:
    with pytest.raises(DeliveryFailed, match="NoSuchBucket") as failed:
        S3Target("another-bucket").put([page("/", "x")])
    assert failed.value.permanent
    assert "\n" not in str(failed.value)


def test_a_wrong_key_needs_the_operator(target: S3Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "wrong")
    with pytest.raises(DeliveryFailed, match="InvalidAccessKeyId") as failed:
        S3Target(target.bucket).put([page("/", "x")])
    assert failed.value.permanent


@pytest.mark.usefixtures("target")
@pytest.mark.parametrize(("status", "code", "permanent"), [(403, "AccessDenied", True), (503, "SlowDown", False)])
def test_a_refusal_needs_the_operator_and_a_busy_store_does_not(
    monkeypatch: pytest.MonkeyPatch, status: int, code: str, permanent: bool
) -> None:
    with recording() as service:
        monkeypatch.setenv("AWS_ENDPOINT_URL", service.url)
        service.status, service.content_type = status, "application/xml"
        service.body = f"<Error><Code>{code}</Code><Message>Said\nso</Message></Error>".encode()
        with pytest.raises(DeliveryFailed, match=f"s3://paper: {code} [(]Said so") as failed:
            S3Target("paper").put([Sheet("/", HTML, {"identity": b"x"})])
    assert failed.value.permanent is permanent
    assert len(service.asked) == (1 if permanent else 4)


def test_no_credentials_at_all_need_the_operator(target: S3Target, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    with pytest.raises(DeliveryFailed, match="credentials") as failed:
        S3Target(target.bucket).put([page("/", "x")])
    assert failed.value.permanent


def test_a_store_that_dies_in_the_middle_is_tried_again_and_has_everything_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ObjectStore(tmp_path / "store", free_port())
    store.start()
    for name, value in store.environ.items():
        monkeypatch.setenv(name, value)
    target = S3Target(store.bucket, "paper")
    sheets = [page(f"/story/{number}/", f"story {number}") for number in range(150)]
    try:
        death = threading.Timer(0.4, store.kill)
        death.start()
        with pytest.raises(DeliveryFailed) as failed:
            put_again_and_again(target, sheets)
        death.join()
        assert not failed.value.permanent
        assert "\n" not in str(failed.value)
        store.start()
        target.put(sheets)
        assert sorted(target.paths()) == sorted(sheet.path for sheet in sheets)
        assert all(target.fetch(sheet.path) == sheet for sheet in sheets)
    finally:
        store.kill()


def put_again_and_again(target: S3Target, sheets: list[Sheet]) -> None:
    for _ in range(50):
        target.put(sheets)


def test_a_story_that_has_moved_leads_on_after_its_page_was_taken_away(target: S3Target) -> None:
    target.put([page("/ferry/", "before")])
    moved = Sheet("/ferry", moved_to="/ferries/")
    target.put([moved])
    target.remove("/ferry/")
    assert target.fetch("/ferry") == moved
    assert sorted(target.places()) == ["ferry", "ferry.redirect", "ferry/index.html"]
    target.remove("/ferry")
    assert list(target.places()) == []


def test_an_old_address_that_is_given_up_takes_no_page_along(target: S3Target) -> None:
    target.put([Sheet("/ferry", moved_to="/ferries/")])
    sheet = page("/ferry/", "here again")
    target.put([sheet])
    target.remove("/ferry")
    assert target.fetch("/ferry/") == sheet
