"""Lists of picks. Stories on one are put in order by dragging, or with the arrow buttons."""

from __future__ import annotations

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from masthead.newsroom.viewsets.paper import Ours
from masthead.picks.models import PickList


class Picks(Ours):
    """Named lists of stories."""

    model = PickList
    icon = "pick"
    menu_label = _("Picks")
    menu_name = "picks"
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name", "slug", Column("stories", label=_("Stories"), accessor="story_count")]
    search_fields = ["name", "slug"]
    ordering = ["name"]

    def get_queryset(self, request: object) -> object:
        """Each list with the number of its stories."""
        return PickList.objects.annotate(story_count=Count("picks"))
