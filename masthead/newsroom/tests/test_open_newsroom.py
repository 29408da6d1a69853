"""What an opened newsroom has, and that opening it again changes nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Site, Workflow, WorkflowPage

from masthead.fronts.models import Front
from masthead.newsroom.actions import first_account, known_first_account, open_newsroom, reset_account
from masthead.newsroom.actions.first_account import EMAIL
from masthead.people.enums import Role
from masthead.people.models import Staff
from masthead.picks.models import PickList

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    """A data folder of its own: the password file must not be another test's."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    return tmp_path


def state() -> list[object]:
    """All that opening makes, as plain values."""
    return [
        sorted(Page.objects.values_list("pk", "slug", "live")),
        [model_to_dict(site) for site in Site.objects.all()],
        [(group.name, sorted(group.permissions.values_list("codename", flat=True))) for group in Group.objects.all()],
        sorted(GroupPagePermission.objects.values_list("pk", "group_id", "permission_id")),
        sorted(GroupCollectionPermission.objects.values_list("pk", "group_id", "permission_id")),
        sorted(WorkflowPage.objects.values_list("workflow_id", "page_id")),
        sorted(PickList.objects.values_list("pk", "slug")),
        sorted(Staff.objects.values_list("pk", "email", "password")),
    ]


def test_opening_twice_is_the_same_as_once() -> None:
    first = open_newsroom()
    before = state()
    assert open_newsroom() == first
    assert state() == before


def test_opening_again_asks_little_of_the_database() -> None:
    open_newsroom()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        open_newsroom()
    assert len(asked) < 40


def test_the_front_page_takes_the_place_of_the_welcome_page() -> None:
    opened = open_newsroom()
    site = Site.objects.get()
    assert site.root_page_id == opened.front.pk
    assert site.root_url == settings.PUBLIC_URL
    assert list(Page.objects.filter(depth=2)) == [opened.front.page_ptr]


def test_it_keeps_a_front_page_that_editors_arranged() -> None:
    front = open_newsroom().front
    Front.objects.filter(pk=front.pk).update(title="Our front")
    assert open_newsroom().front.title == "Our front"


def test_the_groups_are_the_roles_and_no_others() -> None:
    open_newsroom()
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


def test_a_permission_that_was_lost_comes_back() -> None:
    open_newsroom()
    before = state()
    Group.objects.get(name=Role.EDITOR.value).permissions.clear()
    open_newsroom()
    assert state() == before


def test_everything_below_the_front_page_is_reviewed_by_editors_up() -> None:
    front = open_newsroom().front
    review = front.get_workflow()
    approvers = review.tasks[0].specific.groups.values_list("name", flat=True)
    assert set(approvers) == {Role.EDITOR, Role.MANAGING_EDITOR, Role.PUBLISHER}
    assert Workflow.objects.count() == 1


def test_the_first_account_is_a_publisher_with_a_password_that_only_the_owner_can_read(data: Path) -> None:
    account = open_newsroom().account
    assert account is not None
    email, password = account
    staff = Staff.objects.get(email=EMAIL)
    assert email == EMAIL
    assert staff.check_password(password)
    assert [group.name for group in staff.groups.all()] == [Role.PUBLISHER]
    assert not staff.is_superuser
    assert stat.S_IMODE((data / "first-password").stat().st_mode) == 0o600


def test_no_account_is_made_where_there_is_one(data: Path) -> None:
    open_newsroom()
    Staff.objects.all().delete()
    Staff.objects.create_user("somebody@paper.example", "a password of theirs")
    assert first_account(data) is None
    assert Staff.objects.count() == 1


def test_a_crash_between_writing_and_making_locks_nobody_out(data: Path) -> None:
    (data / "first-password").write_text("written-before\n")
    opened = open_newsroom()
    assert opened.account == (EMAIL, "written-before")
    assert known_first_account(data) == (EMAIL, "written-before")


def test_the_password_is_forgotten_when_it_is_changed(data: Path) -> None:
    open_newsroom()
    staff = Staff.objects.get(email=EMAIL)
    staff.set_password("another long password")
    staff.save()
    assert not (data / "first-password").exists()
    assert known_first_account(data) is None
    assert open_newsroom().account is None


def test_a_log_in_does_not_forget_the_password(data: Path) -> None:
    open_newsroom()
    staff = Staff.objects.get(email=EMAIL)
    staff.save(update_fields=["last_login"])
    assert known_first_account(data) is not None


def test_resetting_an_account_takes_its_factor_off_and_gives_a_password() -> None:
    from allauth.mfa.models import Authenticator

    open_newsroom()
    staff = Staff.objects.get(email=EMAIL)
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert reset_account(EMAIL.upper(), "a new long password") is False
    staff.refresh_from_db()
    assert staff.check_password("a new long password")
    assert not Authenticator.objects.exists()


def test_resetting_an_unknown_address_makes_the_account() -> None:
    open_newsroom()
    assert reset_account("new@paper.example", "a new long password", "managing editor") is True
    assert Staff.objects.get(email="new@paper.example").groups.get().name == Role.MANAGING_EDITOR


def test_there_are_only_the_four_roles() -> None:
    open_newsroom()
    with pytest.raises(ValueError, match="no role"):
        reset_account("new@paper.example", "a new long password", "king")
    assert not Staff.objects.filter(email="new@paper.example").exists()
