"""The form in which a story is written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data

from masthead.articles.blocks import GalleryBlock, ListBlock, StoryBody, TableBlock
from masthead.articles.models import Story
from masthead.people.models import Staff


def test_a_new_gallery_has_room_for_two_pictures() -> None:
    assert len(GalleryBlock().get_default()["pictures"]) == 2


def test_a_caption_written_at_the_table_itself_is_shown() -> None:
    block = TableBlock()
    value = block.to_python({"caption": "", "table": {"columns": [], "rows": [], "caption": "Boats a day"}})
    assert block.view(value)["caption"] == "Boats a day"


def test_enter_within_an_entry_begins_the_next_one() -> None:
    value = {"ordered": False, "entries": ["<p>One</p><p></p><p><b>Two</b></p>", "<p>Three</p>", "Plain"]}
    assert ListBlock().view(value)["entries"] == ["One", "<b>Two</b>", "Three", "Plain"]


def test_a_row_left_empty_is_not_shown() -> None:
    columns = [{"type": "text", "heading": "Day"}, {"type": "text", "heading": "Boats"}]
    rows = [{"values": ["Mon", "3"]}, {"values": ["", " "]}]
    block = TableBlock()
    value = block.to_python({"caption": "", "table": {"columns": columns, "rows": rows}})
    assert len(block.view(value)["rows"]) == 1


def test_every_block_has_an_icon_that_exists(editor: Staff, client: Client) -> None:
    client.force_login(editor)
    sprite = client.get("/newsroom/sprite/").content.decode()
    missing = [name for name, block in StoryBody().child_blocks.items() if f'id="icon-{block.meta.icon}"' not in sprite]
    assert not missing


def test_topics_are_ticked(editor: Staff, paper: Any, story: Any, client: Client) -> None:
    client.force_login(editor)
    form = client.get(f"/newsroom/pages/{story.pk}/edit/").content.decode()
    assert f'type="checkbox" name="topics" value="{paper.topics[0].pk}"' in form


def test_comments_can_be_left_at_a_field(editor: Staff, story: Any, client: Client) -> None:
    client.force_login(editor)
    form = client.get(f"/newsroom/pages/{story.pk}/edit/").content.decode()
    assert 'data-side-panel="comments"' in form


def test_a_date_to_come_is_sent_to_the_schedule(story: Story) -> None:
    form = form_of(story, published_at=timezone.now() + timedelta(days=2))
    assert "published_at" in form.errors


def test_a_date_to_come_goes_with_a_schedule_as_late(story: Story) -> None:
    later = timezone.now() + timedelta(days=2)
    assert "published_at" not in form_of(story, published_at=later, go_live_at=later).errors


def form_of(story: Story, **changed: Any) -> Any:
    """The form of a published story, filled in as it stands but for what was changed."""
    edit = story.get_edit_handler()
    form_class = edit.get_form_class()
    data = nested_form_data({**dict.fromkeys(form_class.base_fields, ""), **changed})
    for name in form_class.formsets:
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    data |= {"body-count": "0", "title": story.title, "section": story.section_id, "slug": story.slug}
    return form_class(data=data, instance=story)
