"""What pages and the newsroom ask about lists, issues and subscriptions."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from masthead.newsletters.models import Issue, MailingList, Subscription
from masthead.press import reads

LISTS = "newsletters"  # what pages note that show the open lists


def issues_of(mailing_list: int) -> str:
    """The name of the list of a newsletter's issues, by the time they went out."""
    return f"newsletters:{mailing_list}:issues"


def open_lists() -> list[MailingList]:
    """The lists that readers may sign up for, in their order."""
    reads.note(LISTS)
    return list(MailingList.objects.filter(is_open=True).select_related("host__picture"))


def list_called(slug: str) -> MailingList | None:
    """A list, open or not."""
    reads.note(LISTS)
    return MailingList.objects.filter(slug=slug).select_related("host__picture").first()


def sent_issues(mailing_list: MailingList) -> QuerySet[Issue]:
    """Issues that went out, newest first; who asks notes which part was read (``issues_of``)."""
    return Issue.objects.filter(mailing_list=mailing_list, address__isnull=False).order_by("-sent_at", "-pk")


def confirmed(mailing_list: MailingList) -> QuerySet[Subscription]:
    """Those who get the list at this moment."""
    now = timezone.now()
    found = Subscription.objects.filter(mailing_list=mailing_list, state=Subscription.State.CONFIRMED)
    return found.exclude(paused_until__gt=now)


def addresses() -> Iterator[str]:
    """Every address that this room prints."""
    yield "/newsletters/"
    for mailing_list in MailingList.objects.all():
        yield mailing_list.address
        yield mailing_list.feed
    issues = Issue.objects.filter(address__isnull=False).order_by("-sent_at")
    yield from (address for address in issues.values_list("address", flat=True) if address)
