"""Where the newsroom takes hold of Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from masthead.articles.models import Story
from masthead.newsroom import menu
from masthead.newsroom.viewsets.paper import Authors, Sections, Topics, paper_viewsets
from masthead.newsroom.viewsets.picks import Picks
from masthead.newsroom.viewsets.stories import story_viewsets
from masthead.newsroom.viewsets.updates import Updates

for _viewset in (Sections, Topics, Authors, Picks):
    register_snippet(_viewset)

for _entry in range(3):
    hooks.register("register_admin_menu_item", lambda place=_entry: menu.entries()[place])


def viewsets() -> list[Any]:
    """Our lists."""
    return [*story_viewsets(), *paper_viewsets(), Updates("updates")]


def main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Trade words, and nothing that nobody uses."""
    menu.arrange(items)


def settings_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Settings that are ours to decide."""
    menu.arrange_settings(items)


def style() -> SafeString:
    """Our colours and faces."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/newsroom.css"))


def script() -> SafeString:
    """Small things that a desk does all day."""
    return format_html('<script src="{}" defer></script>', static("newsroom/newsroom.js"))


def back_to_the_stories(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After publishing or submitting lead back to the list of stories, not to a shelf of the page tree."""
    is_done = any(name.startswith("action-") for name in request.POST)
    if not is_done or not isinstance(page.specific, Story) or request.POST.get("next"):
        return None
    return redirect("stories:index")


hooks.register("register_admin_viewset", viewsets)
hooks.register("construct_main_menu", main_menu)
hooks.register("construct_settings_menu", settings_menu)
hooks.register("insert_global_admin_css", style)
hooks.register("insert_global_admin_js", script)
hooks.register("after_create_page", back_to_the_stories)
hooks.register("after_edit_page", back_to_the_stories)
