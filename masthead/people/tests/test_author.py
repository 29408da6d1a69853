from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from masthead.articles.models import Story
from masthead.people.models import Author, Staff

pytestmark = pytest.mark.django_db


def test_a_cyrillic_name_gets_a_latin_address() -> None:
    assert Author.objects.create(name="Зоряна Їжак").address == "/authors/zoriana-yizhak/"


def test_two_of_one_name_have_two_addresses() -> None:
    slugs = [Author.objects.create(name="Ann Example").slug for _ in range(3)]
    assert slugs == ["ann-example", "ann-example-2", "ann-example-3"]


def test_a_name_without_letters_has_an_address() -> None:
    assert Author.objects.create(name="北京").slug == "author"


@pytest.mark.parametrize(("name", "initials"), [("Ann Mary Example", "AE"), ("Prince", "P"), ("олена приклад", "ОП")])
def test_initials_stand_in_for_a_portrait(name: str, initials: str) -> None:
    assert Author(name=name).initials == initials


def test_the_page_shows_who_it_is_and_what_they_wrote(
    paper: Any, story_factory: Callable[..., Story], client: Client
) -> None:
    author = Author.objects.create(
        name="Ann Example", role="Sea reporter", biography="<p>Knows <b>tides</b>.</p>", email="ann@tideway.example"
    )
    story_factory(title="By Ann", authors=[author])
    story_factory(title="By another")
    html = client.get(author.address).content.decode()
    assert "Sea reporter" in html
    assert "Knows <b>tides</b>." in html
    assert "mailto:ann@tideway.example" in html
    assert "By Ann" in html
    assert "By another" not in html


def test_an_author_who_wrote_nothing_has_a_page(paper: Any, client: Client) -> None:
    assert client.get(Author.objects.create(name="New Here").address).status_code == 200


def test_an_author_of_stories_cannot_vanish(paper: Any, story_factory: Callable[..., Story]) -> None:
    from django.db.models import ProtectedError

    author = Author.objects.create(name="Ann Example")
    story_factory(authors=[author])
    with pytest.raises(ProtectedError):
        author.delete()


def test_an_account_is_found_by_its_address_in_any_case() -> None:
    staff = Staff.objects.create_user("Ann@Tideway.example", "x" * 20)
    assert staff.email == "ann@tideway.example"
    assert Staff.objects.get_by_natural_key("ANN@tideway.EXAMPLE") == staff


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="needs an e-mail"):
        Staff.objects.create_user("")
