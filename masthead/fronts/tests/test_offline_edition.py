"""The day's stories as an e-book."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.test import Client
from freezegun import freeze_time
from lxml import etree

from masthead.articles.models import Story
from masthead.articles.models.children import Correction, Source
from masthead.fronts.offline import pictures
from masthead.media.models import Picture
from masthead.publication.models import Nameplate
from tests.ground.cast import MakeStory
from tests.ground.checkers import epub_complaints

pytestmark = pytest.mark.django_db
SIX = datetime(2026, 11, 26, 6, tzinfo=UTC)
NOON = SIX + timedelta(hours=6)
ODD_LINKS = ("javascript:alert(1)", "http://[bad", "mailto:a@b.example", "//host.example/ї", "#up", "")
Make = Callable[..., Picture]


def edition(client: Client, now: datetime = NOON) -> bytes:
    with freeze_time(now):
        answer = client.get("/today.epub")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/epub+zip"
    return answer.content


def parts(book: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(book)) as packed:
        return {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}


def headlines(book: bytes) -> list[str]:
    return [
        re.search(r"<h1>(.*?)</h1>", text)[1]  # type: ignore[index]  # every chapter has one
        for name, text in sorted(parts(book).items())
        if "story-" in name
    ]


def complaints(book: bytes, folder: Path) -> list[str]:
    (folder / "today.epub").write_bytes(book)
    return epub_complaints(folder / "today.epub")


def rich(picture: Picture, other: Story) -> list[Any]:
    """A body with a block of each kind that has a shape of its own."""
    link = '<a href="https://xn--e1afmkfd.example/a b?c=д&e#ї">link</a>'
    return [
        ("paragraph", f"<p>With <b>bold</b>, a {link}.</p>"),
        ("heading", "What & where <it> was"),
        ("picture", {"picture": picture, "alt": "Boats “at” noon", "caption": "Boats", "credit": "", "wide": True}),
        ("quote", {"text": "<p>It rained.</p>", "source": "Ada", "role": "pilot"}),
        ("list", {"entries": ["<p>one</p>", "<p>two</p>"], "ordered": True}),
        ("points", {"title": "", "entries": ["<p>one</p>"]}),
        ("gallery", {"title": "Quays", "pictures": [{"picture": picture}, {"picture": picture}]}),
        ("related", other),
        ("embed", {"address": "https://приклад.укр/шлях", "title": "Elsewhere", "site": ""}),
        ("code", {"code": "if a < b && c:\n    pass", "language": "", "caption": "How"}),
        ("divider", None),
    ]  # fmt: skip


def test_english_and_ukrainian_stories_pass_epubcheck(
    paper: Any, story_factory: MakeStory, picture_factory: Make, client: Client, tmp_path: Path
) -> None:
    picture = picture_factory(width=900, height=600)
    ferry = story_factory(title="Ferry & bridge: “both” closed", published_at=SIX - timedelta(hours=2))
    whole = story_factory(
        title="Кава на Подолі: п’ять <місць>", language="uk", section=paper.culture, kicker="Їжа", lead_picture=picture,
        lead_alt="Горнятко", lead_caption="На Подолі", standfirst="Без цукру.", authors=paper.authors,
        published_at=SIX - timedelta(hours=3), body=rich(picture, ferry),
    )  # fmt: skip
    Correction.objects.create(story=whole, text="It said 4 & 5. It is < 3.", published_at=SIX)
    Source.objects.create(story=whole, text="Minutes, 3 November", link="https://council.example/")
    book = edition(client)
    assert complaints(book, tmp_path) == []
    assert len(headlines(book)) == 2
    found = parts(book)
    chapter = found["EPUB/story-002.xhtml"]
    assert 'lang="uk"' in chapter
    for words in (
        "Taras Bondar",
        "Без цукру.",
        "It is &lt; 3.",
        "Minutes, 3 November",
        'alt="Горнятко"',
        "Виправлення",
    ):
        assert words in chapter
    assert 'href="story-001.xhtml"' in chapter, "a story of the same edition is a chapter, not an address"
    assert "<dc:language>uk</dc:language>" in found["EPUB/package.opf"]


def test_a_ukrainian_paper_passes_epubcheck(
    paper: Any, story_factory: MakeStory, client: Client, tmp_path: Path
) -> None:
    Nameplate.objects.update(
        language="uk", name="Гавань & місто <щодня>", time_zone="Europe/Kyiv", description="Про нас"
    )
    story_factory(title="Пором знову ходить", published_at=SIX - timedelta(hours=5))
    book = edition(client)
    assert complaints(book, tmp_path) == []
    assert "Зміст" in parts(book)["EPUB/nav.xhtml"]
    assert "26 листопада 2026" in parts(book)["EPUB/package.opf"]


def test_a_paper_without_stories_has_an_edition_that_passes_epubcheck(
    paper: Any, client: Client, tmp_path: Path
) -> None:
    assert complaints(edition(client), tmp_path) == []


def test_it_holds_the_stories_of_the_24_hours_before_the_hour(
    paper: Any, story_factory: MakeStory, client: Client
) -> None:
    for title, hours in (("After", -1), ("Late", 1), ("Early", 23), ("Before", 25)):
        story_factory(title=title, published_at=SIX - timedelta(hours=hours))
    assert headlines(edition(client)) == ["Late", "Early"]


def test_on_a_quiet_day_it_holds_the_newest_ten(paper: Any, story_factory: MakeStory, client: Client) -> None:
    for number in range(12):
        story_factory(title=f"Story {number}", published_at=SIX - timedelta(days=2 + number))
    story_factory(title="After the hour", published_at=SIX + timedelta(hours=1))
    assert headlines(edition(client)) == [f"Story {number}" for number in range(10)]


def test_sections_stand_in_the_order_of_the_paper(paper: Any, story_factory: MakeStory, client: Client) -> None:
    for number, section in enumerate((paper.opinion, paper.city, paper.culture)):
        story_factory(title=section.name, section=section, published_at=SIX - timedelta(hours=number + 1))
    book = edition(client)
    assert headlines(book) == ["City", "Culture", "Opinion"]
    assert re.findall(r'class="section">(.*?)<', parts(book)["EPUB/nav.xhtml"]) == ["City", "Culture", "Opinion"]


def test_it_is_the_same_to_the_byte_until_the_hour_passes_again(
    paper: Any, story_factory: MakeStory, picture_factory: Make, client: Client
) -> None:
    story_factory(published_at=SIX - timedelta(hours=1), lead_picture=picture_factory(width=900, height=600))
    first = edition(client)
    story_factory(title="For tomorrow", published_at=SIX + timedelta(hours=3))
    assert edition(client, SIX + timedelta(hours=23)) == first
    assert headlines(edition(client, SIX + timedelta(hours=24))) == ["For tomorrow"]


def test_a_corrected_story_makes_a_new_release_of_the_same_book(
    paper: Any, story_factory: MakeStory, client: Client
) -> None:
    story = story_factory(published_at=SIX - timedelta(hours=1))
    first = parts(edition(client))["EPUB/package.opf"]
    Story.objects.filter(pk=story.pk).update(updated_at=SIX + timedelta(hours=2), title="Ferry news, corrected")
    second = parts(edition(client))["EPUB/package.opf"]
    assert "2026-11-26T05:00:00Z" in first
    assert "2026-11-26T08:00:00Z" in second
    assert re.findall(r"urn:uuid:[0-9a-f-]+", first) == re.findall(r"urn:uuid:[0-9a-f-]+", second)


def test_the_package_begins_with_its_type_and_says_what_it_offers_to_everybody(story: Story, client: Client) -> None:
    book = edition(client)
    with ZipFile(io.BytesIO(book)) as packed:
        first = packed.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    package = etree.fromstring(parts(book)["EPUB/package.opf"].encode())
    said = {element.get("property") for element in package.iter("{http://www.idpf.org/2007/opf}meta")}
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert f"schema:{name}" in said


def test_pictures_are_bounded_and_a_note_stands_for_what_is_left_out(
    paper: Any, story_factory: MakeStory, picture_factory: Make, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = picture_factory(width=900, height=600)
    left_out = picture_factory(title="Other", width=900, height=600, description="A gull that was left out")
    story_factory(
        published_at=SIX - timedelta(hours=1), lead_picture=shown, body=[("picture", {"picture": left_out})],
    )  # fmt: skip
    monkeypatch.setattr(pictures, "FOR_BODIES", 10)
    found = parts(edition(client))
    assert [name for name in found if name.endswith(".jpg")] == ["EPUB/picture-001.jpg"]
    assert "[Picture: A gull that was left out]" in found["EPUB/story-001.xhtml"]


def test_a_picture_whose_file_is_gone_does_not_hold_it_up(
    paper: Any, story_factory: MakeStory, picture_factory: Make, client: Client, tmp_path: Path
) -> None:
    picture = picture_factory(width=900, height=600)
    story = story_factory(published_at=SIX - timedelta(hours=1), lead_picture=picture)
    client.get(story.address or "")
    for rendition in picture.renditions.all():
        rendition.file.storage.delete(rendition.file.name)
    book = edition(client)
    assert complaints(book, tmp_path) == []
    assert not [name for name in parts(book) if name.endswith(".jpg")]


def test_odd_links_neither_break_nor_endanger_it(
    paper: Any, story_factory: MakeStory, client: Client, tmp_path: Path
) -> None:
    body = [("paragraph", f'<p>See <a href="{link}">there</a> \x0b.</p>') for link in ODD_LINKS]
    story_factory(title="Odd \x01links", published_at=SIX - timedelta(hours=1), body=body)
    book = edition(client)
    assert "javascript:" not in parts(book)["EPUB/story-001.xhtml"]
    assert complaints(book, tmp_path) == []
