"""Accounts: an e-mail address is the name one logs in with."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError

from masthead.people.models import Staff

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="e-mail"):
        Staff.objects.create_user("")


def test_the_address_is_kept_in_small_letters() -> None:
    assert Staff.objects.create_user("Ada@Tideway.Example").email == "ada@tideway.example"


def test_case_does_not_matter_when_logging_in() -> None:
    made = Staff.objects.create_user("ada@tideway.example", PASSWORD)
    assert authenticate(username="ADA@tideway.example", password=PASSWORD) == made


def test_an_address_has_one_account() -> None:
    Staff.objects.create_user("ada@tideway.example")
    with pytest.raises(IntegrityError):
        Staff.objects.create_user("ADA@tideway.example")


def test_somebody_without_a_name_is_shown_by_address() -> None:
    assert str(Staff.objects.create_user("ada@tideway.example")) == "ada@tideway.example"
    assert str(Staff.objects.create_user("b@tideway.example", first_name="Taras", last_name="Bondar")) == "Taras Bondar"
