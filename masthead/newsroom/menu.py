"""The menu in the words of the trade, in the order of the day's work."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from masthead.fronts.models import Front
from masthead.newsroom.permissions import may_see_addresses, may_see_press, may_send
from masthead.newsroom.post_room import is_real

Shown = Callable[[HttpRequest], bool]

# Wagtail's entries that this newsroom says otherwise, or does not need.
HIDDEN = frozenset({"explorer", "snippets", "help"})
HIDDEN_SETTINGS = frozenset({"redirects", "sites", "groups", "workflow-tasks"})
RENAMED = {"images": (_("Pictures"), 300), "documents": (_("Documents"), 310)}


class Entry(MenuItem):  # type: ignore[misc]  # Wagtail ships no types
    """An entry that is there for whom ``shown`` says so."""

    def __init__(self, label: object, url: str, shown: Shown, **options: object) -> None:
        super().__init__(label, url, **options)
        self._shown = shown

    def is_shown(self, request: HttpRequest) -> bool:
        return self._shown(request)


class FrontPageEntry(MenuItem):  # type: ignore[misc]  # Wagtail ships no types
    """Leads to the arrangement of the front page, for who may change it."""

    def is_shown(self, request: HttpRequest) -> bool:
        front = Front.objects.first()
        if front is None or not front.permissions_for_user(request.user).can_edit():
            return False
        self.url = reverse("wagtailadmin_pages:edit", args=[front.pk])
        return True


def may(*permissions: str) -> Shown:
    """Shown to who has one of these permissions."""
    return lambda request: any(request.user.has_perm(name) for name in permissions)


def _sees_press(request: HttpRequest) -> bool:
    return may_see_press(request.user)


def _sees_addresses(request: HttpRequest) -> bool:
    return may_see_addresses(request.user)


def _sends(request: HttpRequest) -> bool:
    return may_send(request.user)


def _reads_outbox(request: HttpRequest) -> bool:
    return may_see_addresses(request.user) and not is_real()


def entries() -> list[MenuItem]:
    """Entries beside those that the lists bring themselves."""
    return [
        Entry(_("Desk"), reverse("newsroom_desk"), lambda request: True, name="desk", icon_name="home", order=10),
        FrontPageEntry(_("Front page"), "", name="front", icon_name="grip", order=120),
        SubmenuMenuItem(_("Newsletters"), Menu(items=_newsletters()), name="newsletters", icon_name="mail", order=250),
        Entry(_("Press"), reverse("newsroom_press"), _sees_press, name="press", icon_name="press", order=390),
        SubmenuMenuItem(_("Paper"), Menu(items=_paper()), name="paper", icon_name="openquote", order=400),
    ]


def _newsletters() -> list[MenuItem]:
    """From the day's work to what changes rarely. The outbox is there while mail stays on this machine."""
    issues = may("newsletters.add_issue", "newsletters.change_issue")
    return [
        Entry(_("Issues"), reverse("newsletter_issues:index"), issues, name="issues", icon_name="mail", order=1),
        Entry(_("Lists"), reverse("newsletter_lists:index"), issues, name="lists", icon_name="list-ul", order=2),
        Entry(
            _("Subscribers"), reverse("newsroom_subscribers"), _sees_addresses, name="subscribers", icon_name="group",
            order=3,
        ),
        Entry(_("Sending"), reverse("newsroom_mail"), _sends, name="sending", icon_name="upload", order=4),
        Entry(
            _("Outbox"), reverse("newsroom_outbox"), _reads_outbox, name="outbox", icon_name="folder-open-inverse",
            order=5,
        ),
    ]  # fmt: skip


def _paper() -> list[MenuItem]:
    """What changes rarely. Everybody may look at sections and topics, only some see them in the menu."""
    return [
        _list(_("Sections"), "wagtailsnippets_publication_section:list", "publication.change_section", "list-ul", 1),
        _list(_("Topics"), "wagtailsnippets_publication_topic:list", "publication.change_topic", "tag", 2),
        _list(_("Authors"), "wagtailsnippets_people_author:list", "people.change_author", "user", 3),
        _list(_("Standing pages"), "standing_pages:index", "picks.change_picklist", "doc-empty", 4),
        _list(_("Redirects"), "wagtailredirects:index", "wagtailredirects.change_redirect", "redirect", 5),
    ]


def _list(label: object, view: str, permission: str, icon: str, order: int) -> Entry:
    name = view.split(":")[0].rsplit("_", 1)[-1]
    return Entry(label, reverse(view), may(permission), name=name, icon_name=icon, order=order)


def arrange(items: list[MenuItem]) -> None:
    """Take out and rename Wagtail's own entries, in place."""
    items[:] = [item for item in items if item.name not in HIDDEN]
    for item in items:
        if item.name in RENAMED:
            item.label, item.order = RENAMED[item.name]
    items.sort(key=lambda item: item.order)


def arrange_settings(items: list[MenuItem]) -> None:
    """The same for the settings."""
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]
