"""A story goes from a reporter to an editor and out, and mail never stands in its way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse

from masthead.articles.models import Story
from masthead.people.models import Staff


def form_of(client: Client, url: str) -> dict[str, Any]:
    """All fields of a Wagtail form as the browser would send them back."""
    from wagtail.test.utils.form_data import querydict_from_html

    found = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    return {**dict(found.items()), "body-count": "0"}  # the editor of the body is drawn by its script


def test_submitting_leads_back_to_the_stories_and_writes_mail_to_the_folder(
    reporter: Staff, editor: Staff, story_factory: Any, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    story = story_factory(live=False, title="Sent in", owner=reporter)
    client.force_login(reporter)
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    answer = client.post(url, {**form_of(client, url), "action-submit": "1"})
    assert answer["Location"] == reverse("stories:index")
    assert Story.objects.get(pk=story.pk).workflow_in_progress
    assert "Sent in" in next((tmp_path / "mail").iterdir()).read_text()


def test_an_editor_sends_it_back_and_the_reporter_works_on(
    reporter: Staff, editor: Staff, story_factory: Any, mailoutbox: list[Any]
) -> None:
    story = story_factory(live=False, title="Not yet", owner=reporter)
    story.get_workflow().start(story, reporter)
    story.current_workflow_task_state.reject(user=editor, comment="Call the harbour board")
    assert not Story.objects.get(pk=story.pk).live
    assert any(reporter.email in mail.to for mail in mailoutbox)


def test_a_reporter_cannot_publish_by_the_form(reporter: Staff, story_factory: Any, client: Client) -> None:
    story = story_factory(live=False, owner=reporter)
    client.force_login(reporter)
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    client.post(url, {**form_of(client, url), "action-publish": "1"})
    assert not Story.objects.get(pk=story.pk).live


def test_an_editor_mends_and_approves_in_one_go(
    reporter: Staff, editor: Staff, story_factory: Any, client: Client
) -> None:
    story = story_factory(live=False, title="Almost", owner=reporter)
    story.get_workflow().start(story, reporter)
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    client.post(url, {**form_of(client, url), "title": "Better"})
    client.post(url, {**form_of(client, url), **approve})
    found = Story.objects.get(pk=story.pk)
    assert found.live
    assert found.title == "Better"
