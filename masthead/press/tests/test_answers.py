import gzip

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from masthead.press.serving.answers import (
    _known_codings,
    make_answer,
    matches,
    parse_qualities,
    parse_range,
    wanted_codings,
)

HTML = [("content-type", "text/html; charset=utf-8")]
PAGE = b"<p>The tide comes in for everyone.</p>" * 50


def test_every_encoding_holds_the_same_page() -> None:
    answer = make_answer(200, HTML, PAGE)
    assert gzip.decompress(answer.bodies["gzip"].data) == PAGE
    assert brotli.decompress(answer.bodies["br"].data) == PAGE
    assert answer.bodies["identity"].data == PAGE


def test_each_encoding_has_its_own_entity_tag() -> None:
    assert len({body.etag for body in make_answer(200, HTML, PAGE).bodies.values()}) == 3


def test_the_same_page_has_the_same_tags_each_time() -> None:
    once, again = make_answer(200, HTML, PAGE), make_answer(200, HTML, PAGE)
    assert {b.etag for b in once.bodies.values()} == {b.etag for b in again.bodies.values()}
    assert once.bodies["gzip"].data == again.bodies["gzip"].data


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("br;q=0.0, gzip;q=0", "identity"),
        ("*", "br"), ("*;q=0", "identity"), ("identity", "identity"), (None, "identity"), ("", "identity"),
        ("BR", "br"), ("br;q=oops", "identity"), ("gzip ; q=0.5", "gzip"), (";;;,,", "identity"),
    ],
)  # fmt: skip
def test_it_takes_what_the_browser_takes(accepted: str | None, coding: str) -> None:
    answer = make_answer(200, HTML, PAGE)
    assert answer.best(accepted) is answer.bodies[coding]


def test_a_picture_is_not_compressed() -> None:
    assert list(make_answer(200, [("content-type", "image/jpeg")], b"x" * 5000).bodies) == ["identity"]


def test_a_page_in_several_encodings_says_that_it_varies() -> None:
    answer = make_answer(200, HTML, PAGE)
    assert all(("vary", "accept-encoding") in body.headers for body in answer.bodies.values())


def test_qualities_are_read_with_spaces_and_capitals() -> None:
    assert parse_qualities("GZIP; q=0.3 , br") == {"gzip": 0.3, "br": 1.0}


@pytest.mark.parametrize(
    ("condition", "is_match"),
    [
        ('"abc"', True),
        ('W/"abc"', True),
        ('"x", "abc"', True),
        ("*", True),
        ('"ab"', False),
        ("abc", False),
        ("", False),
    ],
)
def test_conditions_are_compared_weakly(condition: str, is_match: bool) -> None:
    assert matches(condition, '"abc"') is is_match


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-3", (0, 4)), ("bytes=5-", (5, 10)), ("bytes=-4", (6, 10)), ("bytes=0-99", (0, 10)),
        ("bytes=-99", (0, 10)), ("bytes=-", None), ("bytes=0-1,3-4", None), ("lines=0-1", None), ("", None),
    ],
)  # fmt: skip
def test_a_range_is_read(header: str, part: tuple[int, int] | None) -> None:
    assert parse_range(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=5-3", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        parse_range(header, 10)


def test_what_a_stranger_says_of_codings_is_understood_and_not_kept() -> None:
    before = _known_codings.cache_info().currsize
    for number in range(5):
        assert wanted_codings(f"br, {'x' * 10_000}{number}") == ("br",)
    assert _known_codings.cache_info().currsize == before
