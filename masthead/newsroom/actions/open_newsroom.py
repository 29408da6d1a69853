"""Makes an empty database a newsroom: front page, roles, review, picks, and a first account."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import Page, Site

from masthead.fronts.models import Front
from masthead.newsroom.actions.first_account import Account, first_account
from masthead.newsroom.actions.set_up_review import set_up_review
from masthead.newsroom.actions.set_up_roles import set_up_roles
from masthead.picks.models import PickList
from masthead.picks.queries import EDITORS


@dataclass(frozen=True)
class Opened:
    """What stands ready: the front page, and the first account while its generated password is still the one made."""

    front: Front
    account: Account | None


def open_newsroom() -> Opened:
    """Set up what is missing, leave what is there; twice is the same as once. Raises ``OSError`` on a full disk."""
    with transaction.atomic():
        front = _front()
        _site(front)
        set_up_roles(front)
        set_up_review(front)
        PickList.objects.get_or_create(slug=EDITORS, defaults={"name": gettext("Editors’ picks")})
        account = first_account(settings.DATA)
    return Opened(front, account)


def _front() -> Front:
    """The front page; the first time it takes the place of Wagtail's welcome page."""
    found: Front | None = Front.objects.first()
    if found is None:
        found = Front(title=gettext("Front page"), slug="front", live=True)
        Page.get_first_root_node().add_child(instance=found)
    return found


def _site(front: Front) -> None:
    """One site, at the public address, whose root is the front page."""
    address = urlsplit(settings.PUBLIC_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first() or Site(is_default_site=True)
    wanted = (address.hostname or "localhost", port, front.pk)
    if (site.hostname, site.port, site.root_page_id) == wanted:
        return
    before = site.root_page if site.root_page_id else None
    site.hostname, site.port, site.root_page_id = wanted
    site.save()
    if before is not None and before.pk != front.pk and _is_welcome(before):
        before.delete()


def _is_welcome(page: Page) -> bool:
    return page.specific_class is Page and page.is_leaf()
