"""What the paper says of itself, and what it refuses."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from masthead.publication.models import Nameplate, NavigationItem, Section, StaticPage
from masthead.publication.queries import Paper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["newsroom", "authors", "feed", "static", "2026", "media", "-"])
def test_a_section_cannot_take_the_papers_own_names(slug: str) -> None:
    with pytest.raises(ValidationError):
        Section(name="X", slug=slug if slug != "-" else "page").full_clean()


@pytest.mark.parametrize("colour", ["#ffffff", "#ffcc00", "red", "#12345", "#1234567", "};x"])
def test_a_colour_that_cannot_be_read_is_refused(colour: str) -> None:
    with pytest.raises(ValidationError):
        Section(name="X", slug="x", colour=colour).full_clean()


def test_the_bar_shows_all_sections_until_editors_arrange_it(paper: object) -> None:
    assert [link.label for link in Paper().navigation] == ["City", "Culture", "Opinion"]
    plate = Nameplate.objects.get()
    NavigationItem.objects.create(nameplate=plate, section=Section.objects.get(slug="culture"), sort_order=1)
    NavigationItem.objects.create(nameplate=plate, label="Archive", link="/archive/", sort_order=2)
    assert [(link.label, link.address) for link in Paper().navigation] == [
        ("Culture", "/culture/"),
        ("Archive", "/archive/"),
    ]


@pytest.mark.parametrize(
    "fields",
    [{}, {"link": "javascript:alert(1)", "label": "x"}, {"link": "//evil.example", "label": ""}, {"link": "/x/"}],
)
def test_a_navigation_link_is_checked(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        NavigationItem(**fields).clean()


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="Europe/Kyiv"):
        Nameplate(name="X", time_zone="Mars/Base").full_clean()


def test_a_standing_page_is_read_at_one_word(paper: object, client: Client) -> None:
    front = Site.objects.get(is_default_site=True).root_page
    page = StaticPage(title="Corrections", slug="corrections", kind="corrections", body="<p>We say so.</p>")
    front.add_child(instance=page)
    html = client.get("/corrections/").content.decode()
    assert "We say so." in html
    assert '"correctionsPolicy"' in client.get("/").content.decode()
    page.unpublish()
    assert client.get("/corrections/").status_code == 404


def test_a_hostile_name_is_escaped_everywhere(paper: object, client: Client) -> None:
    Nameplate.objects.update(name="<script>alert(1)</script>", motto="<img src=x>")
    html = client.get("/").content.decode()
    assert "<script>alert(1)" not in html
    assert "<img src=x>" not in html


def test_a_paper_in_ukrainian_speaks_ukrainian(paper: object, client: Client) -> None:
    Nameplate.objects.update(language="uk", time_zone="Europe/Kyiv")
    answer = client.get("/")
    html = answer.content.decode()
    assert '<html lang="uk"' in html
    assert "Перейти до" in html
    assert answer["Content-Language"] == "uk"
