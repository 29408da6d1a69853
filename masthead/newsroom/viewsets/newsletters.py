"""Newsletters: the lists as the paper offers them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.slug import SlugInput

from masthead.newsletters.models import Issue, MailingList, Subscription
from masthead.newsroom.permissions import may_keep_lists
from masthead.newsroom.viewsets.columns import WIDE
from masthead.newsroom.viewsets.issues import Issues

CODE = {"rows": 14, "class": "mail-code", "spellcheck": "false"}
# By themselves, not by joins: a list may have a million subscribers and a thousand issues.
_CONFIRMED = Subscription.objects.filter(mailing_list=OuterRef("pk"), state=Subscription.State.CONFIRMED)
SUBSCRIBERS = Coalesce(Subquery(_CONFIRMED.order_by().values("mailing_list").values(count=Count("pk"))), 0)
NEWEST = Subquery(
    Issue.objects.filter(mailing_list=OuterRef("pk"), sent_at__isnull=False).order_by("-sent_at").values("sent_at")[:1]
)


def _state(mailing_list: MailingList) -> str:
    return gettext("open") if mailing_list.is_open else gettext("closed")


class ListIndex(generic.IndexView):  # type: ignore[misc]  # Wagtail ships no types
    """All lists with how many get them. A name leads to the list's own page."""

    page_title = _("Newsletters")
    add_item_label = _("Add newsletter")
    template_name = "newsroom/newsletters/lists.html"

    def get_base_queryset(self) -> QuerySet[MailingList]:
        lists = MailingList.objects.select_related("host").annotate(subscribers=SUBSCRIBERS, newest=NEWEST)
        return lists.order_by("position", "name")

    def get_edit_url(self, instance: MailingList) -> str:
        return reverse("newsroom_list", args=[instance.pk])

    def get_copy_url(self, instance: MailingList) -> None:
        return None

    def get_delete_url(self, instance: MailingList) -> None:
        return None


class _ToItsPage:
    """After saving, the list as it stands now."""

    object: MailingList

    def get_success_url(self) -> str:
        return reverse("newsroom_list", args=[self.object.pk])

    def get_success_buttons(self) -> list[Any]:
        return []


class ListCreate(_ToItsPage, generic.CreateView):  # type: ignore[misc]  # Wagtail ships no types
    """A new list. Readers see it at once when it is open."""

    page_title = _("New newsletter")


class ListEdit(_ToItsPage, generic.EditView):  # type: ignore[misc]  # Wagtail ships no types
    """What a list is. Who has subscribers or issues is closed, never deleted."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Once somebody has agreed to it or read it, its address stays: consents and issues name it."""
        form = super().get_form(*args, **kwargs)
        if is_used(self.object):
            form.fields["slug"].disabled = True
        return form

    def get_delete_url(self) -> str | None:
        url: str = super().get_delete_url()
        return None if is_used(self.object) else url

    @property
    def can_delete(self) -> bool:
        return may_keep_lists(self.request.user) and not is_used(self.object)


class ListDelete(generic.DeleteView):  # type: ignore[misc]  # Wagtail ships no types
    """Only a list that nobody ever signed up for and that never had an issue."""

    def get_object(self, *args: Any, **kwargs: Any) -> MailingList:
        found: MailingList = super().get_object(*args, **kwargs)
        if is_used(found):
            raise PermissionDenied
        return found


def is_used(mailing_list: MailingList) -> bool:
    """Whether deleting the list would take subscriptions or issues with it."""
    return mailing_list.subscriptions.exists() or mailing_list.issues.exists()


class Lists(ModelViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """The newsletters of the paper."""

    model = MailingList
    icon = "mail"
    menu_label = _("Newsletters")
    index_view_class = ListIndex
    add_view_class = ListCreate
    edit_view_class = ListEdit
    delete_view_class = ListDelete
    inspect_view_enabled = False
    copy_view_enabled = False
    list_per_page = 50
    search_fields = ["name", "summary"]
    search_backend_name = None
    list_display = [
        "name",
        Column("frequency", label=_("How often"), width="22%", classname=WIDE),
        Column("host", label=_("Host"), width="16%", classname=WIDE),
        NumberColumn("subscribers", label=_("Subscribers"), width="12%"),
        DateColumn("newest", label=_("Last issue"), width="13%", classname=WIDE),
        Column("is_open", label=_("State"), accessor=_state, width="8%", classname=WIDE),
    ]
    panels = [
        MultiFieldPanel(
            [
                TitleFieldPanel("name", targets=["slug"], placeholder=False),
                FieldRowPanel(
                    [
                        FieldPanel("slug", widget=SlugInput, help_text=_("The end of its address.")),
                        FieldPanel("frequency"),
                    ]
                ),
                FieldPanel("summary"),
                FieldPanel("description"),
                FieldPanel("host"),
            ],
            heading=_("What readers are offered"),
        ),
        MultiFieldPanel(
            [FieldPanel("is_open"), FieldPanel("is_default"), FieldPanel("position")], heading=_("In sign-up forms")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sender_name"), FieldPanel("reply_to")]),
                FieldRowPanel(
                    [FieldPanel("language"), FieldPanel("colour", widget=forms.TextInput(attrs={"type": "color"}))]
                ),
                FieldPanel("counts_clicks"),
            ],
            heading=_("The mail"),
        ),
        MultiFieldPanel([FieldPanel("welcome_subject"), FieldPanel("welcome")], heading=_("Welcome")),
        MultiFieldPanel(
            [FieldPanel("template", widget=forms.Textarea(attrs=CODE))],
            heading=_("Own template"),
            classname="collapsed",
        ),
    ]


def newsletter_viewsets() -> list[Any]:
    """For Wagtail's registry."""
    return [
        Lists("newsletter_lists", url_prefix="newsletters/lists"),
        Issues("newsletter_issues", url_prefix="newsletters/issues"),
    ]
