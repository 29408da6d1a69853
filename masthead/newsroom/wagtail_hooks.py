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
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet

from masthead.articles.models import Story
from masthead.fronts.models import Front
from masthead.newsroom import logged, menu
from masthead.newsroom.viewsets.newsletters import newsletter_viewsets
from masthead.newsroom.viewsets.paper import Authors, Sections, Topics, paper_viewsets
from masthead.newsroom.viewsets.picks import Picks
from masthead.newsroom.viewsets.stories import story_viewsets
from masthead.newsroom.viewsets.updates import Updates

for _viewset in (Sections, Topics, Authors, Picks):
    register_snippet(_viewset)

for _entry in range(5):
    hooks.register("register_admin_menu_item", lambda place=_entry: menu.entries()[place])


def viewsets() -> list[Any]:
    """Our lists."""
    return [*story_viewsets(), *paper_viewsets(), *newsletter_viewsets(), Updates("updates")]


def main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Trade words, and nothing that nobody uses."""
    menu.arrange(items)


def settings_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Settings that are ours to decide."""
    menu.arrange_settings(items)


def icons(names: list[str]) -> list[str]:
    """Drawings of ours beside Wagtail's."""
    return [*names, "newsroom/icons/press.svg"]


def style() -> SafeString:
    """Our colours and faces."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/newsroom.css"))


def script() -> SafeString:
    """Small things that a desk does all day."""
    return format_html('<script src="{}" defer></script>', static("newsroom/newsroom.js"))


def back_to_work(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After publishing or submitting lead back to where the work goes on, not to a shelf of the page tree."""
    is_done = any(name.startswith("action-") for name in request.POST)
    return back_from(request, page) if is_done else None


def back_from(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The list of stories, or the front page's arrangement; another page is left to Wagtail."""
    if request.method != "POST" or request.POST.get("next"):
        return None
    if isinstance(page.specific, Front):
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("stories:index") if isinstance(page.specific, Story) else None


class TextChecks(ContentCheckerItem):  # type: ignore[misc]  # Wagtail ships no types
    """Checks what was written, not what stands around it on every page."""

    axe_exclude = ["body > header", "body > footer", ".author-boxes", ".story-side", ".shelf"]


def check_the_text(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """Our checks in the place of Wagtail's, in the preview."""
    items[:] = [TextChecks(in_editor=True) if isinstance(item, ContentCheckerItem) else item for item in items]


def newest_first(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Who looks for a story looks for a recent one: begin with those of all years, the last changed first."""
    wants_stories = request.GET.get("page_type") == Story._meta.label_lower
    is_beginning = not (request.resolver_match and request.resolver_match.kwargs.get("parent_page_id"))
    if wants_stories and is_beginning:
        pages = Page.objects.type(Story).defer_streamfields().specific()
    return pages.order_by("-latest_revision_created_at", "path")


hooks.register("construct_wagtail_userbar", check_the_text)
hooks.register("construct_page_chooser_queryset", newest_first)
hooks.register("register_admin_viewset", viewsets)
hooks.register("construct_main_menu", main_menu)
hooks.register("construct_settings_menu", settings_menu)
hooks.register("register_icons", icons)
hooks.register("register_log_actions", logged.register)
hooks.register("insert_global_admin_css", style)
hooks.register("insert_global_admin_js", script)
hooks.register("after_create_page", back_to_work)
hooks.register("after_edit_page", back_to_work)
hooks.register("after_unpublish_page", back_from)
hooks.register("after_delete_page", back_from)
