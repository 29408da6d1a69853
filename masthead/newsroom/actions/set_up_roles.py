"""Each role is a group; what it may do is decided here and set again at every start."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from masthead.newsroom.permissions import FILES, MODELS, PAGES, RANKS, up_to

# Wagtail's own, made by its first migration.
STRANGERS = ("Moderators", "Editors")


def set_up_roles(front: Page) -> None:
    """Make the groups, and give each exactly the permissions of its role on everything below ``front``."""
    Group.objects.filter(name__in=STRANGERS, user=None).delete()
    known = _permissions()
    root = Collection.get_first_root_node()
    for role in RANKS:
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set(known[name] for name in up_to(role, MODELS))
        _set_pages(group, front, [known[name] for name in up_to(role, PAGES)])
        _set_files(group, root, [known[name] for name in up_to(role, FILES)])


def _permissions() -> dict[str, Permission]:
    """Every permission that a role names, as ``app.codename``. ``KeyError`` later when one does not exist."""
    names = {name for table in (MODELS, PAGES, FILES) for names in table.values() for name in names}
    wanted = Q(pk=None)
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = Permission.objects.filter(wanted).select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}": each for each in found}


def _set_pages(group: Group, front: Page, permissions: Iterable[Permission]) -> None:
    rows = GroupPagePermission.objects.filter(group=group)
    wanted = {(front.pk, each.pk) for each in permissions}
    there = {(row.page_id, row.permission_id): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in wanted - there.keys()
    )


def _set_files(group: Group, root: Collection, permissions: Iterable[Permission]) -> None:
    rows = GroupCollectionPermission.objects.filter(group=group)
    wanted = {(root.pk, each.pk) for each in permissions}
    there = {(row.collection_id, row.permission_id): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=collection, permission_id=permission)
        for collection, permission in wanted - there.keys()
    )
