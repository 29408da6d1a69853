"""What the paper is made of beside stories: sections, topics, authors, standing pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from masthead.newsroom.viewsets.columns import WIDE
from masthead.people.models import Author
from masthead.publication.models import Section, StaticPage, Topic


class Ours(SnippetViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """A list with an entry of its own in the menu; nobody need know the word "snippet"."""

    menu_item_is_registered = True
    list_per_page = 50
    search_backend_name = None  # few rows: the database finds them


def _kind(section: Section) -> str:
    return gettext("signed opinion") if section.is_opinion else ""


class Sections(Ours):
    """Sections, in the order of the navigation: drag them."""

    model = Section
    icon = "list-ul"
    menu_label = _("Sections")
    list_display = ["name", "slug", Column("is_opinion", label=_("Kind"), accessor=_kind)]
    search_fields = ["name", "slug"]
    sort_order_field = "position"
    ordering = ["position"]


class Topics(Ours):
    """Topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "slug", "description"]
    search_fields = ["name", "slug"]


class Authors(Ours):
    """Authors."""

    model = Author
    icon = "user"
    menu_label = _("Authors")
    list_display = ["name", "role", Column("staff", label=_("Account"))]
    search_fields = ["name", "role", "email"]


class StandingPagesIndex(IndexView):  # type: ignore[misc]  # Wagtail ships no types
    """Standing pages, few enough for one page of the list."""

    page_title = _("Standing pages")
    default_ordering = "title"


class StandingPages(PageListingViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """Who we are, how we correct, who owns and pays for the paper."""

    model = StaticPage
    index_view_class = StandingPagesIndex
    icon = "doc-empty"
    menu_label = _("Standing pages")
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", width="20%"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Changed"),
            sort_key="latest_revision_created_at",
            width="14%",
            classname=WIDE,
        ),
        PageStatusColumn("status", label=_("State"), sort_key="live", width="12%"),
    ]


def paper_viewsets() -> list[Any]:
    """For Wagtail's registry. The others are snippets and register themselves."""
    return [StandingPages("standing_pages")]
