"""Who may do what: the table of the roles, asked of the pages themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.permissions import permission_policy as pictures

from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.newsroom.permissions import role_of
from masthead.people.enums import Role
from masthead.people.models import Staff

ROLES = ["reporter", "editor", "managing_editor", "publisher"]
# address name: who comes in
DOORS = {
    "newsroom_desk": ROLES,
    "stories:index": ROLES,
    "updates:index": ROLES,
    "updates:add": ROLES,
    "wagtailimages:index": ROLES,
    "wagtailsnippets_picks_picklist:add": ROLES[1:],
    "wagtailsnippets_publication_topic:add": ROLES[1:],
    "wagtailsnippets_people_author:add": ROLES[1:],
    "wagtailsnippets_publication_section:add": ROLES[2:],
    "wagtailredirects:index": ROLES[2:],
    "wagtailusers_users:index": ROLES[3:],
    "wagtailusers_users:add": ROLES[3:],
    "wagtailadmin_workflows:index": ROLES[3:],
    "wagtailusers_groups:index": [],
}


@pytest.fixture
def enter(request: pytest.FixtureRequest, client: Client) -> Any:
    """Log somebody of a role in."""

    def _enter(role: str) -> Client:
        client.force_login(request.getfixturevalue(role))
        return client

    return _enter


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("door", DOORS)
def test_each_role_comes_in_where_it_may(role: str, door: str, enter: Any) -> None:
    answer = enter(role).get(reverse(door))
    assert (answer.status_code == 200) is (role in DOORS[door])


@pytest.mark.parametrize("role", ROLES)
def test_only_the_publisher_changes_the_nameplate(role: str, enter: Any, paper: Any) -> None:
    url = reverse("wagtailsettings:edit", args=["publication", "nameplate", paper.nameplate.pk])
    assert (enter(role).get(url).status_code == 200) is (role == "publisher")


@pytest.mark.parametrize("role", ROLES)
def test_editors_up_edit_and_publish_everybodys_stories(role: str, story: Story, request: Any) -> None:
    may = story.permissions_for_user(request.getfixturevalue(role))
    assert may.can_edit() is (role != "reporter")
    assert may.can_publish() is (role != "reporter")
    assert may.can_unpublish() is (role != "reporter")


@pytest.mark.parametrize("role", ROLES)
def test_editors_up_arrange_the_front_page(role: str, paper: Any, request: Any) -> None:
    may = paper.front.permissions_for_user(request.getfixturevalue(role))
    assert (may.can_edit() and may.can_publish()) is (role != "reporter")


def test_a_reporter_edits_and_submits_their_own_story_and_publishes_none(reporter: Staff, story_factory: Any) -> None:
    own = story_factory(live=False, owner=reporter)
    may = own.permissions_for_user(reporter)
    assert may.can_edit()
    assert may.can_submit_for_moderation()
    assert not may.can_publish()


def test_a_reporter_uploads_and_chooses_pictures(reporter: Staff) -> None:
    assert pictures.user_has_permission(reporter, "add")
    assert pictures.user_has_permission(reporter, "choose")


def test_a_reporter_changes_their_own_update_and_nobody_elses(reporter: Staff, editor: Staff, client: Client) -> None:
    own = Update.objects.create(text="Mine", written_by=reporter)
    other = Update.objects.create(text="Theirs", written_by=editor)
    client.force_login(reporter)
    assert client.get(reverse("updates:edit", args=[own.pk])).status_code == 200
    for view in ("updates:edit", "updates:delete"):
        client.post(reverse(view, args=[other.pk]), {"text": "Taken over", "published_at": "2026-11-23 10:00"})
    other.refresh_from_db()
    assert other.text == "Theirs"
    client.force_login(editor)
    assert client.get(reverse("updates:edit", args=[own.pk])).status_code == 200


def test_a_superuser_counts_as_publisher(paper: Any) -> None:
    assert role_of(Staff.objects.create_superuser("root@paper.example", "x")) is Role.PUBLISHER


def test_an_account_without_a_role_sees_nothing(paper: Any, client: Client) -> None:
    client.force_login(Staff.objects.create_user("nobody@paper.example", "x"))
    assert client.get(reverse("newsroom_desk")).status_code == 302
