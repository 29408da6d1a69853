"""Publishers make accounts, give roles, and help who lost their phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from masthead.newsroom.permissions import role_of
from masthead.people.enums import Role
from masthead.people.models import Staff


def fields(**changed: Any) -> dict[str, Any]:
    """The form of an account as the browser sends it."""
    return {"email": "new@tideway.example", "first_name": "New", "last_name": "One", "is_active": "on", **changed}


@pytest.fixture
def desk(publisher: Staff, client: Client) -> Client:
    """A publisher's browser."""
    client.force_login(publisher)
    return client


def test_an_account_is_made_with_an_address_and_a_role(desk: Client) -> None:
    desk.post(
        reverse("wagtailusers_users:add"),
        fields(
            email="New@Tideway.example", role=Role.EDITOR, password1="a long enough one", password2="a long enough one"
        ),
    )
    staff = Staff.objects.get(email="new@tideway.example")
    assert role_of(staff) is Role.EDITOR
    assert staff.check_password("a long enough one")
    assert not staff.is_superuser


def test_nobody_is_made_a_superuser_by_the_form(desk: Client, reporter: Staff) -> None:
    desk.post(
        reverse("wagtailusers_users:edit", args=[reporter.pk]),
        fields(email=reporter.email, role=Role.EDITOR, is_superuser="on"),
    )
    reporter.refresh_from_db()
    assert role_of(reporter) is Role.EDITOR
    assert not reporter.is_superuser


def test_a_changed_address_closes_the_old_one(desk: Client, reporter: Staff) -> None:
    EmailAddress.objects.create(user=reporter, email=reporter.email, verified=True, primary=True)
    desk.post(reverse("wagtailusers_users:edit", args=[reporter.pk]), fields(role=Role.REPORTER))
    assert not EmailAddress.objects.exists()
    assert Staff.objects.get(pk=reporter.pk).email == "new@tideway.example"


def test_a_lost_factor_is_taken_off(desk: Client, editor: Staff) -> None:
    Authenticator.objects.create(user=editor, type=Authenticator.Type.TOTP, data={"secret": "x"})
    url = reverse("wagtailusers_users:edit", args=[editor.pk])
    desk.post(url, fields(email=editor.email, role=Role.EDITOR))
    assert Authenticator.objects.exists()
    desk.post(url, fields(email=editor.email, role=Role.EDITOR, forget_factor="on"))
    assert not Authenticator.objects.exists()


def test_nobody_changes_their_own_role(desk: Client, publisher: Staff) -> None:
    desk.post(
        reverse("wagtailusers_users:edit", args=[publisher.pk]), fields(email=publisher.email, role=Role.REPORTER)
    )
    assert role_of(Staff.objects.get(pk=publisher.pk)) is Role.PUBLISHER


def test_the_list_shows_roles(desk: Client, editor: Staff) -> None:
    page = desk.get(reverse("wagtailusers_users:index")).content.decode()
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    (row,) = [row for row in rows if editor.email in row]
    assert re.search(r">\s*Editor\s*<", row)
