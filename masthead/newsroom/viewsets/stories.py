"""The desk's list of stories, and the shelves they stand on."""

from __future__ import annotations

from typing import Any

import django_filters  # type: ignore[import-untyped]  # comes with Wagtail, has no types
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Revision, WorkflowState

from masthead.articles.models import Story
from masthead.newsroom.viewsets.columns import WIDE
from masthead.people.models import Author
from masthead.publication.models import Section

PUBLISHED, CHANGED, IN_REVIEW, SCHEDULED, DRAFT = "published", "changed", "in_review", "scheduled", "draft"
STATES = [
    (PUBLISHED, _("Published")),
    (CHANGED, _("Published, with changes waiting")),
    (IN_REVIEW, _("In review")),
    (SCHEDULED, _("Scheduled")),
    (DRAFT, _("Draft")),
]


class StoryFilter(WagtailFilterSet):  # type: ignore[misc]  # Wagtail ships no types
    """By section, state and author."""

    section = django_filters.ModelMultipleChoiceFilter(
        label=_("Section"), queryset=Section.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="in_state", empty_label=_("Any"), widget=forms.RadioSelect
    )
    author = django_filters.ModelChoiceFilter(
        label=_("Author"), queryset=Author.objects.all(), method="by_author", empty_label=_("Anyone")
    )

    class Meta:
        model = Story
        fields: list[str] = []

    def in_state(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        """Stories in a state as the desk names it."""
        waiting = Q(pk__in=in_review_ids()) | Q(pk__in=scheduled_ids())
        found = {
            PUBLISHED: Q(live=True),
            CHANGED: Q(live=True, has_unpublished_changes=True),
            IN_REVIEW: Q(pk__in=in_review_ids()),
            SCHEDULED: Q(pk__in=scheduled_ids()),
        }
        return stories.filter(found[value]) if value in found else stories.filter(live=False).exclude(waiting)

    def by_author(self, stories: QuerySet[Story], name: str, author: Author) -> QuerySet[Story]:
        """Stories with this name over them."""
        return stories.filter(story_authors__author=author)


def in_review_ids() -> list[int]:
    """Stories that wait for somebody's approval."""
    waiting = WorkflowState.objects.active().filter(content_type__app_label="articles", content_type__model="story")
    return [int(pk) for pk in waiting.values_list("object_id", flat=True)]


def scheduled_ids() -> list[int]:
    """Stories that have a time to go out."""
    due = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return [int(pk) for pk in due.values_list("object_id", flat=True)]


class StoryIndex(IndexView):  # type: ignore[misc]  # Wagtail ships no types
    """All stories, what was touched last first."""

    page_title = _("Stories")
    add_item_label = _("New story")
    paginate_by = 30

    def annotate_queryset(self, pages: QuerySet[Story]) -> QuerySet[Story]:
        found: QuerySet[Story] = super().annotate_queryset(pages)
        return found.prefetch_related("section", "story_authors__author")

    def get_add_url(self) -> str:
        return reverse("newsroom_new_story")


def _names(story: Story) -> str:
    return ", ".join(author.name for author in story.byline)


class StoryListing(PageListingViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """Stories, flat: nobody need know on which shelf one stands."""

    model = Story
    index_view_class = StoryIndex
    icon = "doc-full"
    menu_label = _("Stories")
    menu_name = "stories"
    menu_order = 100
    add_to_admin_menu = True
    filterset_class = StoryFilter
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("section", label=_("Section"), sort_key="section__name", width="12%", classname=WIDE),
        Column("byline", label=_("By"), accessor=_names, width="16%", classname=WIDE),
        DateColumn("published_at", label=_("Published"), sort_key="published_at", width="12%", classname=WIDE),
        DateColumn(
            "latest_revision_created_at",
            label=_("Changed"),
            sort_key="latest_revision_created_at",
            width="11%",
            classname=WIDE,
        ),
        PageStatusColumn("status", label=_("State"), sort_key="live", width="11%"),
    ]


class ShelfIndex(ExplorableIndexView):  # type: ignore[misc]  # Wagtail ships no types
    """A year's shelf in the page explorer. Ordered by hand it would load 20,000 stories on one page."""

    sort_order_field = None

    def get_reorder_url(self) -> None:
        return None


class Shelf(PageViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """Wagtail shows the children of a page as the viewset of their kind says."""

    model = Story
    index_view_class = ShelfIndex


def story_viewsets() -> list[Any]:
    """For Wagtail's registry."""
    return [StoryListing("stories"), Shelf("shelves")]
