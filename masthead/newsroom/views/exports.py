"""What a publisher takes out. Each is asked for by a button and noted in the log, without anybody's address."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from masthead.newsletters.models import MailingList
from masthead.newsroom.exporting import rows
from masthead.newsroom.exporting.everything import everything
from masthead.newsroom.exporting.tables import csv_of
from masthead.newsroom.issues import staff_of
from masthead.newsroom.permissions import may_see_addresses

CSV, ZIP = "text/csv; charset=utf-8", "application/zip"


@require_POST
def subscribers(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Who gets a list, with their consents."""
    mailing_list = _list(request, pk)
    log(instance=mailing_list, action="masthead.export_subscribers")
    return _file(csv_of(rows.SUBSCRIBERS, rows.subscribers(mailing_list)), f"{mailing_list.slug}-subscribers.csv", CSV)


@require_POST
def issue_results(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """What became of a list's issues."""
    mailing_list = _list(request, pk)
    return _file(csv_of(rows.RESULTS, rows.issue_results(mailing_list)), f"{mailing_list.slug}-results.csv", CSV)


@require_POST
def suppressions(request: HttpRequest) -> StreamingHttpResponse:
    """How many are never mailed again."""
    _let_in(request)
    return _file(csv_of(rows.SUPPRESSIONS, rows.suppressions()), "suppressions.csv", CSV)


@require_POST
def all_of_it(request: HttpRequest) -> StreamingHttpResponse:
    """Everything about newsletters."""
    _let_in(request)
    log(instance=staff_of(request), action="masthead.export_newsletters", title=_("Newsletters"))
    return _file(everything(), "newsletters.zip", ZIP)


def _list(request: HttpRequest, pk: int) -> MailingList:
    _let_in(request)
    return get_object_or_404(MailingList, pk=pk)


def _let_in(request: HttpRequest) -> None:
    if not may_see_addresses(request.user):
        raise PermissionDenied


def _file(pieces: Iterator[bytes], name: str, kind: str) -> StreamingHttpResponse:
    """A file to keep, with the day in its name."""
    answer = StreamingHttpResponse(pieces, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{timezone.localtime().date().isoformat()}-{name}"'
    return answer
