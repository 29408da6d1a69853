"""What stands on whose desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.newsroom.desk import Desk
from masthead.people.models import Author, Staff


def titles(rows: list[Any]) -> list[str]:
    """The headlines of a list."""
    return [row.story.title for row in rows]


def submit(story: Story, by: Staff) -> None:
    """Send a story to the editors."""
    story.get_workflow().start(story, by)


def test_a_submitted_story_waits_with_who_and_since_when(reporter: Staff, editor: Staff, story_factory: Any) -> None:
    story = story_factory(live=False, title="Waits", owner=reporter)
    submit(story, reporter)
    (row,) = Desk(editor).in_review()
    assert (row.story.title, row.who, row.may_edit) == ("Waits", str(reporter), True)
    assert row.at
    assert timezone.now() - row.at < timedelta(minutes=1)


def test_the_longest_waiting_stands_first(reporter: Staff, editor: Staff, story_factory: Any) -> None:
    for title in ("First", "Second"):
        submit(story_factory(live=False, title=title, owner=reporter), reporter)
    assert titles(Desk(editor).in_review()) == ["First", "Second"]


def test_an_approved_story_waits_no_longer(reporter: Staff, editor: Staff, story_factory: Any) -> None:
    story = story_factory(live=False, owner=reporter)
    submit(story, reporter)
    story.current_workflow_task_state.approve(user=editor)
    assert Desk(editor).in_review() == []
    assert Story.objects.get(pk=story.pk).live


def test_a_scheduled_story_stands_with_its_time(editor: Staff, story_factory: Any) -> None:
    story = story_factory(live=False, title="Tomorrow")
    story.go_live_at = timezone.now() + timedelta(days=1)
    story.save_revision().publish()
    (row,) = Desk(editor).scheduled()
    assert (row.story.title, row.at) == ("Tomorrow", story.go_live_at)


def test_published_today_means_today_where_the_paper_is_made(paper: Any, editor: Staff, story_factory: Any) -> None:
    paper.nameplate.time_zone = "Pacific/Kiritimati"
    paper.nameplate.save()
    midnight = timezone.localtime(timezone=paper.nameplate.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    story_factory(title="Today", published_at=midnight + timedelta(seconds=1))
    story_factory(title="Yesterday", published_at=midnight - timedelta(seconds=1))
    assert titles(Desk(editor).published_today()) == ["Today"]


def test_drafts_are_ones_own_and_those_nobody_waits_for(reporter: Staff, editor: Staff, story_factory: Any) -> None:
    story_factory(live=False, title="Mine", owner=reporter)
    story_factory(live=False, title="Theirs", owner=editor)
    story_factory(title="Out", owner=reporter)
    submit(story_factory(live=False, title="Sent in", owner=reporter), reporter)
    assert titles(Desk(reporter).my_drafts()) == ["Mine"]
    assert titles(Desk(editor).my_drafts()) == ["Theirs"]


def test_a_reporter_sees_others_work_without_a_link_to_its_form(
    reporter: Staff, story_factory: Any, client: Client
) -> None:
    story = story_factory(title="Somebody else’s")
    (row,) = Desk(reporter).published_today()
    assert not row.may_edit
    client.force_login(reporter)
    page = client.get("/newsroom/").content.decode()
    assert "Somebody else’s" in page
    assert f"/newsroom/pages/{story.pk}/edit/" not in page


def test_an_update_for_later_is_marked(editor: Staff, paper: Any, client: Client) -> None:
    Update.objects.create(text="Later", published_at=timezone.now() + timedelta(hours=1))
    client.force_login(editor)
    assert "waits for its time" in client.get("/newsroom/").content.decode()


@pytest.mark.parametrize("role", ["reporter", "editor", "managing_editor", "publisher"])
def test_every_desk_has_the_field_and_the_new_story(role: str, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(role))
    page = client.get("/newsroom/").content.decode()
    assert 'name="text"' in page
    assert "/newsroom/desk/new-story/" in page
    assert "Post" in page
    assert "wagtail-userbar" not in page


def test_new_story_leads_to_the_form_on_this_years_shelf(reporter: Staff, client: Client) -> None:
    client.force_login(reporter)
    answer = client.get("/newsroom/desk/new-story/", follow=True)
    assert answer.status_code == 200
    assert answer.context["parent_page"].slug == str(timezone.now().year)


def test_a_new_story_begins_under_the_writers_name(paper: Any, client: Client, reporter: Staff) -> None:
    author = paper.authors[0]
    reporter.first_name, reporter.last_name = "Ada", "Kovalenko"
    reporter.save()
    client.force_login(reporter)
    page = client.get("/newsroom/desk/new-story/", follow=True)
    assert f'<option value="{author.pk}" selected>' in page.content.decode()
    assert Author.objects.get(pk=author.pk).staff == reporter


def test_the_shelf_in_the_explorer_is_never_loaded_whole(editor: Staff, story: Story, client: Client) -> None:
    client.force_login(editor)
    shelf = story.get_parent()
    answer = client.get(f"/newsroom/pages/{shelf.pk}/", {"ordering": "ord"})
    assert answer.context["is_paginated"] or answer.context["paginator"].per_page == 50


def test_times_are_those_of_the_paper(paper: Any, editor: Staff, client: Client) -> None:
    paper.nameplate.time_zone = "Asia/Tokyo"
    paper.nameplate.save()
    client.force_login(editor)
    page = client.get("/newsroom/updates/new/").content.decode()
    expected = timezone.localtime(timezone=ZoneInfo("Asia/Tokyo")).strftime("%Y-%m-%d %H:")
    assert f'name="published_at" value="{expected}' in page
