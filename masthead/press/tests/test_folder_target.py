"""The site folder as a target: whole files or none, and nothing left in the way."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from masthead.press.encodings import encode
from masthead.press.targets import folder as folder_module
from masthead.press.targets.folder import FolderTarget
from masthead.press.targets.target import DeliveryFailed, Sheet

HTML = "text/html; charset=utf-8"


def sheet(path: str, text: str = "<p>The tide</p>" * 60) -> Sheet:
    """A page with its encodings."""
    return encode(Sheet(path, HTML, {"identity": text.encode()}))


@pytest.fixture
def site(tmp_path: Path) -> FolderTarget:
    return FolderTarget(tmp_path / "site")


def files(site: FolderTarget) -> set[str]:
    return {str(path.relative_to(site.root)) for path in site.root.rglob("*") if path.is_file()}


def test_a_page_lies_beside_its_encodings(site: FolderTarget) -> None:
    site.put([sheet("/"), sheet("/city/"), sheet("/feed.xml", "short")])
    assert files(site) == {
        *("index.html", "index.html.gz", "index.html.br"),
        *("city/index.html", "city/index.html.gz", "city/index.html.br"),
        "feed.xml",
    }
    assert set(site.paths()) == {"/", "/city/", "/feed.xml"}


def test_a_reader_gets_the_old_page_or_the_new_one_and_never_half(site: FolderTarget) -> None:
    texts = [letter * 400_000 for letter in "ab"]
    site.put([sheet("/", texts[0])])
    seen, stop = set[str](), threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add((site.root / "index.html").read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(40):
        site.put([Sheet("/", HTML, {"identity": texts[number % 2].encode()})])
    stop.set()
    reader.join()
    assert seen <= set(texts)
    assert len(seen) == 2


def test_many_pages_are_brought_at_once(site: FolderTarget) -> None:
    site.put([sheet(f"/page/{number}/") for number in range(folder_module.MANY)])
    assert len(set(site.paths())) == folder_module.MANY


def test_a_page_that_became_short_loses_its_encodings(site: FolderTarget) -> None:
    site.put([sheet("/city/")])
    site.put([sheet("/city/", "short")])
    assert files(site) == {"city/index.html"}


def test_a_redirect_takes_the_place_of_a_page(site: FolderTarget) -> None:
    site.put([sheet("/old/")])
    site.put([Sheet("/old/", moved_to="/new/")])
    assert files(site) == {"old.redirect"}
    assert (site.root / "old.redirect").read_text() == "/new/"


def test_a_page_takes_the_place_of_a_redirect(site: FolderTarget) -> None:
    site.put([Sheet("/old.xml", moved_to="/new.xml")])
    site.put([sheet("/old.xml", "short")])
    assert files(site) == {"old.xml"}


def test_a_redirect_leaves_the_pages_below_its_address(site: FolderTarget) -> None:
    site.put([sheet("/old/page/2/", "short")])
    site.put([Sheet("/old", moved_to="/new/")])
    site.remove("/old")
    assert files(site) == {"old/page/2/index.html"}


def test_an_old_address_with_a_query_can_be_put_and_removed(site: FolderTarget) -> None:
    site.put([Sheet("/?p=12", moved_to="/new/"), sheet("/", "front")])
    assert len(files(site)) == 2
    site.remove("/?p=12")
    assert files(site) == {"index.html"}


def test_where_a_parent_is_a_file_it_says_so_and_keeps_the_file(site: FolderTarget) -> None:
    site.put([sheet("/feed.xml", "feed")])
    with pytest.raises(DeliveryFailed, match="site folder"):
        site.put([sheet("/feed.xml/more/", "page")])
    assert files(site) == {"feed.xml"}
    site.remove("/feed.xml/more/")  # no error: nothing stands there


def test_a_removed_page_takes_its_encodings_and_empty_folders_along(site: FolderTarget) -> None:
    site.put([sheet("/2026/03/05/ferry/"), sheet("/2026/03/05/bridge/")])
    site.remove("/2026/03/05/ferry/")
    assert set(site.paths()) == {"/2026/03/05/bridge/"}
    site.remove("/2026/03/05/bridge/")
    site.remove("/2026/03/05/bridge/")
    assert list(site.root.iterdir()) == []


@pytest.mark.parametrize("path", ["/../out/", "/a/../../out/", "//out/"])
def test_nothing_is_written_outside_of_it(site: FolderTarget, path: str) -> None:
    with pytest.raises(DeliveryFailed, match=r"no address|empty part"):
        site.put([Sheet(path, HTML, {"identity": b"x"})])
    with pytest.raises(DeliveryFailed):
        site.remove(path)
    assert not site.root.exists() or files(site) == set()
    assert not (site.root.parent / "out").exists()


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow past so many bytes: the system refuses the rest, as a full disk does."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def test_where_there_is_no_room_every_page_stays_as_it_was(site: FolderTarget) -> None:
    site.put([sheet("/", "yesterday"), sheet("/city/", "yesterday")])
    with room_for(20_000), pytest.raises(DeliveryFailed, match="too large"):
        site.put([sheet("/", "today"), Sheet("/city/", HTML, {"identity": b"today" * 8_000})])
    assert (site.root / "index.html").read_text() == "yesterday"
    assert (site.root / "city/index.html").read_text() == "yesterday"
    site.sweep({"/", "/city/"})  # also what was half written
    assert files(site) == {"index.html", "city/index.html"}


def test_sweeping_removes_what_belongs_to_no_page(site: FolderTarget) -> None:
    site.put([sheet("/"), sheet("/gone/"), Sheet("/old", moved_to="/"), Sheet("/?p=1", moved_to="/")])
    (site.root / ".fresh-1f-index.html").write_text("half")
    before = files(site)
    assert site.sweep({"/", "/old", "/?p=1"}) == 4
    assert before - files(site) == {".fresh-1f-index.html", *(f"gone/index.html{tail}" for tail in ("", ".gz", ".br"))}
    assert not (site.root / "gone").exists()
    assert site.sweep({"/", "/old", "/?p=1"}) == 0


def test_an_encoding_that_the_new_page_has_not_goes_before_it(
    site: FolderTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put([sheet("/live.json")])
    put, beside = folder_module._put_in_place, list[set[str]]()

    def watched(fresh: Path, place: Path) -> None:
        beside.append(files(site) & {"live.json.gz", "live.json.br"})
        put(fresh, place)

    monkeypatch.setattr(folder_module, "_put_in_place", watched)
    site.put([sheet("/live.json", "short")])
    assert beside == [set()]


def test_a_page_with_a_long_name_comes_and_goes_like_any_other(site: FolderTarget) -> None:
    path = f"/2026/03/05/{'tide-' * 50}/"
    site.put([sheet(path)])
    assert site.sweep({path}) == 0
    site.remove(path)
    assert files(site) == set()


def test_an_old_address_that_is_too_long_for_a_name_leads_on(site: FolderTarget) -> None:
    old = f"/{'хвиля' * 50}"
    site.put([Sheet(old, moved_to="/tide/")])
    assert [place.read_text() for place in site.root.rglob("*.redirect")] == ["/tide/"]
    site.remove(old)
    assert files(site) == set()
