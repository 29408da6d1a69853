"""Where the sheet of an address lies, and that no address leads out of the folder."""

from __future__ import annotations

import pytest

from masthead.press.targets.places import ASKED, place_of, place_of_moved


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "index.html"),
        ("/city/", "city/index.html"),
        ("/2026/03/05/ferry/text/", "2026/03/05/ferry/text/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/city/feed.xml", "city/feed.xml"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
    ],
)
def test_each_address_has_its_place(path: str, place: str) -> None:
    assert place_of(path) == place


@pytest.mark.parametrize(
    "path",
    ["/../secret", "/a/../../secret", "/./a", "/a/..", "/a/../", "..", "a/", "", "/a\\..\\b", "/a\0b/", "//a/",
     "/a//b/"],
)  # fmt: skip
def test_no_address_leads_out_of_the_folder(path: str) -> None:
    with pytest.raises(ValueError, match=r"no address|empty part"):
        place_of(path)
    with pytest.raises(ValueError, match=r"no address|empty part"):
        place_of_moved(f"{path}/x/..")


@pytest.mark.parametrize(
    ("path", "place"), [("/old", "old.redirect"), ("/old/", "old.redirect"), ("/a/b", "a/b.redirect")]
)
def test_an_old_address_has_one_place_however_it_ends(path: str, place: str) -> None:
    assert place_of_moved(path) == place


def test_an_old_address_with_a_query_stands_where_no_page_can() -> None:
    places = {place_of_moved(path) for path in ("/?p=12", "/?p=13", "/../../etc?x=/../")}
    assert len(places) == 3
    assert all(place.startswith(ASKED) and ".." not in place for place in places)


def test_an_old_address_that_no_file_system_takes_has_a_place_too() -> None:
    long = f"/archive/{'хвиля' * 50}"
    assert place_of_moved(long).startswith(ASKED)
    assert place_of_moved(long) == place_of_moved(f"{long}/")
    assert len(place_of_moved(long)) < 100
