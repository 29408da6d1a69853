"""What each role may do, beside all that the roles before it may.

Three tables, as Wagtail keeps three kinds of permission: on models, on pages, on files (in collections).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.contrib.auth.models import AnonymousUser

from masthead.people.enums import NEED_SECOND_FACTOR, Role
from masthead.people.models import Staff

RANKS = (Role.REPORTER, Role.EDITOR, Role.MANAGING_EDITOR, Role.PUBLISHER)

Table = Mapping[Role, tuple[str, ...]]


def _all(*models: str) -> tuple[str, ...]:
    """Adding, changing and deleting; ``app.model``."""
    return tuple(
        f"{app}.{verb}_{model}"
        for app, model in (name.split(".") for name in models)
        for verb in ("add", "change", "delete")
    )


# Who may add an update may change and delete their own; who may change updates may do so with all. So it is with
# drafts of issues, and who may change all of them may send them. Addresses of readers are for publishers alone.
MODELS: Table = {
    Role.REPORTER: (
        "wagtailadmin.access_admin",
        "newsfeed.add_update",
        "newsfeed.view_update",
        "publication.view_section",
        "publication.view_topic",
        "people.view_author",
        "newsletters.add_issue",
        "newsletters.view_issue",
        "newsletters.view_mailinglist",
    ),
    Role.EDITOR: (
        "newsfeed.change_update",
        "newsfeed.delete_update",
        *_all("picks.picklist"),
        "publication.add_topic",
        "publication.change_topic",
        "people.add_author",
        "people.change_author",
        "newsletters.change_issue",
        "newsletters.delete_issue",
    ),
    Role.MANAGING_EDITOR: (
        *_all("publication.section", "wagtailredirects.redirect"),
        *_all("newsletters.mailinglist", "newsletters.automatic", "mail.allowance"),
        "publication.delete_topic",
        "people.delete_author",
    ),
    Role.PUBLISHER: (
        "publication.change_nameplate",
        *_all("people.staff", "wagtailcore.workflow", "wagtailcore.task"),
        "readers.view_reader",
        "readers.change_reader",
        "readers.delete_reader",
    ),
}
# With "add" one writes pages of one's own and changes those alone.
PAGES: Table = {
    Role.REPORTER: ("wagtailcore.add_page",),
    Role.EDITOR: (
        "wagtailcore.change_page",
        "wagtailcore.publish_page",
        "wagtailcore.lock_page",
        "wagtailcore.unlock_page",
    ),
    Role.MANAGING_EDITOR: ("wagtailcore.bulk_delete_page",),
}
FILES: Table = {
    Role.REPORTER: (
        "wagtailimages.add_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.choose_document",
    ),
    Role.EDITOR: ("wagtailimages.change_image", "wagtaildocs.change_document"),
    Role.MANAGING_EDITOR: (
        "wagtailcore.add_collection",
        "wagtailcore.change_collection",
        "wagtailcore.delete_collection",
    ),
}


def up_to(role: Role, table: Table) -> Iterator[str]:
    """What ``table`` gives to ``role`` and to every role before it."""
    for rank in RANKS[: RANKS.index(role) + 1]:
        yield from table.get(rank, ())


def role_of(staff: Staff | AnonymousUser) -> Role | None:
    """The highest role of an account; a superuser counts as publisher. ``None`` for who has none."""
    if not staff.is_authenticated:
        return None
    if staff.is_superuser:
        return Role.PUBLISHER
    names = set(staff.groups.values_list("name", flat=True))
    return next((role for role in reversed(RANKS) if role.value in names), None)


def may_see_press(staff: Staff | AnonymousUser) -> bool:
    """Whether somebody may look at the press and have it try again: whoever may publish."""
    return role_of(staff) in RANKS[RANKS.index(Role.EDITOR) :]


def may_send(staff: Staff | AnonymousUser) -> bool:
    """Whether somebody may send issues, and stop, pause and answer for a sending: editors and up."""
    return staff.has_perm("newsletters.change_issue")


def may_write_issues(staff: Staff | AnonymousUser) -> bool:
    """Whether somebody may begin drafts of issues."""
    return staff.has_perm("newsletters.add_issue")


def may_keep_lists(staff: Staff | AnonymousUser) -> bool:
    """Whether somebody may make and change newsletters, their automatic issues, and how much is sent."""
    return staff.has_perm("newsletters.change_mailinglist")


def may_see_addresses(staff: Staff | AnonymousUser) -> bool:
    """Whether somebody may look readers up by address, and answer what they ask for: publishers alone."""
    return staff.has_perm("readers.view_reader")


def needs_second_factor(staff: Staff | AnonymousUser) -> bool:
    """Whether somebody with only the password of this account must not come in."""
    return role_of(staff) in NEED_SECOND_FACTOR
