"""Issues that are out, as pages show them. Each query notes which part of the list it saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.queries import LISTS, issues_of, sent_issues
from masthead.press import reads
from masthead.press.paging import Pages, Turned

_HEAVY = ("body", "intro")


def at_address(address: str) -> Issue | None:
    """The whole issue at a path."""
    found = Issue.objects.filter(address=address).select_related("mailing_list__host__picture")
    return found.first()


def newest(mailing_list: MailingList) -> Issue | None:
    """The last issue that went out."""
    found = sent_issues(mailing_list).defer(*_HEAVY).first()
    reads.note_list(issues_of(mailing_list.pk), since=found.sent_at if found else None)
    return found


def newest_whole(mailing_list: MailingList, most: int) -> list[Issue]:
    """The last issues with all that is in them, for the feed."""
    found = list(sent_issues(mailing_list).select_related("mailing_list__host__picture")[:most])
    reads.note_list(issues_of(mailing_list.pk), since=found[-1].sent_at if len(found) == most else None)
    return found


def turn_to(mailing_list: MailingList, number: int) -> tuple[list[Issue], Pages]:
    """The issues of one page of the list, newest first; number 0 is the first page. ``Http404``: no such page."""
    turned = Turned(issues_of(mailing_list.pk), sent_issues(mailing_list), "sent_at", mailing_list.address)
    ids, pages = turned.page(number)
    return _in_order(ids), pages


def neighbours(issue: Issue) -> tuple[Issue | None, Issue | None]:
    """The issues before and after this one."""
    rows, name = sent_issues(issue.mailing_list).exclude(pk=issue.pk).defer(*_HEAVY), issues_of(issue.mailing_list_id)
    older = rows.filter(sent_at__lte=issue.sent_at).first()
    newer = rows.filter(sent_at__gt=issue.sent_at).order_by("sent_at", "pk").first()
    reads.note_list(name, older.sent_at if older else None, newer.sent_at if newer else None)
    return older, newer


def every_page() -> Iterator[tuple[str, datetime | None]]:
    """Each page for readers and when it came to be, for the map of pages: all lists, each list, each issue."""
    reads.note(LISTS)
    yield "/newsletters/", None
    for mailing_list in MailingList.objects.all():
        reads.note_list(issues_of(mailing_list.pk))
        yield mailing_list.address, None
        rows = sent_issues(mailing_list).values_list("address", "sent_at")
        yield from ((address, sent_at) for address, sent_at in rows if address)


def _in_order(ids: Sequence[int]) -> list[Issue]:
    found = {issue.pk: issue for issue in Issue.objects.filter(pk__in=ids).defer(*_HEAVY)}
    return [found[pk] for pk in ids]
