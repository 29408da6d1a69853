"""The preview beside a story's form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from masthead.articles.models import Story
from masthead.people.models import Staff


def preview(editor: Staff, page: Any, mode: str = "", in_panel: bool = False) -> Any:
    """The page as the newsroom shows it, in the panel beside the form or in a window of its own."""
    request: Any = RequestFactory().get("/")
    request.user, request.in_preview_panel = editor, in_panel
    return page.serve_preview(request, mode)


@pytest.mark.parametrize("mode", ["", "text"])
def test_the_newsroom_may_frame_a_story(editor: Staff, story: Story, mode: str) -> None:
    policy = preview(editor, story, mode)["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "style-src 'sha256-" in policy


def test_the_newsroom_may_frame_the_front_page(editor: Staff, paper: Any) -> None:
    assert "frame-ancestors 'self'" in preview(editor, paper.front)["Content-Security-Policy"]


def test_the_checks_read_what_was_written(editor: Staff, story: Story) -> None:
    answer = preview(editor, story, in_panel=True)
    html = answer.content.decode()
    assert html.index("wagtail-userbar") < html.index("</body>")
    assert ".author-boxes" in html
    assert "style-src 'self' 'unsafe-inline'" in answer["Content-Security-Policy"]


def test_a_reader_gets_neither_frame_nor_checks(story: Story, client: Client) -> None:
    answer = client.get(str(story.address))
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "userbar" not in answer.content.decode()
