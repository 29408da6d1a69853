"""What the form takes, and what it asks to have mended."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from freezegun import freeze_time

from masthead.newsletters.forms import SignUpForm, shown_now
from masthead.newsletters.models import MailingList

OFFERED = [MailingList(name="Morning", slug="morning"), MailingList(name="Long Read", slug="long-read")]


def filled(**fields: str | list[str]) -> SignUpForm:
    data = QueryDict(mutable=True)
    for name, value in {"email": "ada@tideway.example", "list": "morning", **fields}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return SignUpForm(data, OFFERED)


def test_it_takes_an_address_as_it_was_typed() -> None:
    form = filled(email="  Ada.Kovalenko+News@Tideway.example ")
    assert form.is_valid()
    assert form.cleaned_data["email"] == "Ada.Kovalenko+News@tideway.example"


def test_it_writes_a_domain_of_other_letters_in_ascii() -> None:
    form = filled(email="ada@газета.example")
    assert form.is_valid()
    assert form.cleaned_data["email"] == "ada@xn--80aahjj1e.example"


@pytest.mark.parametrize(
    "typed",
    ["", "ada", "ada@", "@tideway.example", "ada@tideway", "ada@@tideway.example", "a b@tideway.example",
     "ada@tideway.", "ada@[127.0.0.1]", "ada@localhost", "Ada <ada@tideway.example>", "ada@tideway.example\0",
     "a\r\nb@tideway.example",
     "a" * 65 + "@tideway.example", "ada@" + "a." * 150 + "example", "ada@tideway.example,bo@tideway.example"],
)  # fmt: skip
def test_it_asks_for_a_correct_address(typed: str) -> None:
    assert filled(email=typed).problems == {"email": "Please enter a correct email address"}


def test_it_says_politely_that_letters_before_the_at_must_be_latin() -> None:
    problems = filled(email="олена@tideway.example").problems
    assert problems == {"email": "Please enter an email address with Latin letters only before the @"}


@pytest.mark.parametrize("ticked", [[], [""], ["gone"], ["gone", "Morning"]])
def test_it_asks_for_one_newsletter_at_least(ticked: list[str]) -> None:
    assert filled(list=ticked).problems == {"list": "Please choose at least one newsletter"}


def test_it_leaves_out_newsletters_that_are_not_offered() -> None:
    form = filled(list=["long-read", "gone", "morning", "morning"])
    assert form.is_valid()
    assert form.cleaned_data["list"] == ["morning", "long-read"]


def test_it_keeps_what_was_typed_and_ticked() -> None:
    form = filled(email="ada@", list=["long-read"])
    assert not form.is_valid()
    assert (form.typed, form.ticked) == ("ada@", {"long-read"})


def test_it_believes_only_the_names_of_our_own_forms() -> None:
    for said, name in {"story": "story", "<script>": "page", "": "page"}.items():
        form = filled(form=said)
        assert form.is_valid()
        assert form.cleaned_data["form"] == name


def test_a_plain_reader_is_no_machine() -> None:
    assert not filled().is_by_machine
    assert not filled(homepage="", open="2000").is_by_machine
    assert not filled(open="soon", shown="yesterday").is_by_machine  # what cannot be read tells nothing


def test_who_fills_the_hidden_field_is_a_machine() -> None:
    assert filled(homepage="https://pills.example").is_by_machine


def test_who_is_faster_than_a_reader_is_a_machine() -> None:
    assert filled(open="1999").is_by_machine


def test_a_form_that_was_shown_again_carries_its_time() -> None:
    with freeze_time("2026-05-04 12:00:00") as clock:
        form = filled(shown=shown_now())
        assert form.is_by_machine
        clock.tick(1.5)
        assert not form.is_by_machine
